namespace Fabrik.Server.Otlp;

/// <summary>The gRPC status codes this server answers with, numbered as gRPC numbers them.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
