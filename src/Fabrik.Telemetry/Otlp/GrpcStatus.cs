namespace Fabrik.Telemetry.Otlp;

/// <summary>The gRPC status codes that OTLP answers use (google.rpc.Code).</summary>
public static class GrpcStatus
{
    public const int Ok = 0;

    /// <summary>Bad data; not to be sent again. HTTP 400, 413, 415.</summary>
    public const int InvalidArgument = 3;

    /// <summary>HTTP 403.</summary>
    public const int PermissionDenied = 7;

    /// <summary>The queue is full: to be sent again later. HTTP 429.</summary>
    public const int ResourceExhausted = 8;

    /// <summary>A service or method that isn't there, or a compression that isn't known. HTTP 404.</summary>
    public const int Unimplemented = 12;

    public const int Internal = 13;

    /// <summary>To be sent again later. HTTP 503.</summary>
    public const int Unavailable = 14;

    /// <summary>HTTP 401.</summary>
    public const int Unauthenticated = 16;
}
