using Fabrik.Server.Otlp;

namespace Fabrik.Server.Problems;

/// <summary>Why a request gets no answer, before it is written in the endpoint's own form.</summary>
/// <param name="Kind">The last part of the problem's type.</param>
internal sealed record Refusal(int Status, string Kind, string Title, string? Detail = null)
{
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Set where the same request may succeed later.</summary>
    public int? RetryAfterSeconds { get; init; }

    public GrpcStatus GrpcStatus => Status switch
    {
        StatusCodes.Unauthenticated => GrpcStatus.Unauthenticated,
        StatusCodes.Forbidden => GrpcStatus.PermissionDenied,
        StatusCodes.NotFound => GrpcStatus.Unimplemented,
        StatusCodes.TooLarge => GrpcStatus.ResourceExhausted,
        StatusCodes.TooMany or StatusCodes.Unavailable => GrpcStatus.Unavailable,
        >= 500 => GrpcStatus.Internal,
        _ => GrpcStatus.InvalidArgument,
    };

    private static class StatusCodes
    {
        public const int Unauthenticated = 401;
        public const int Forbidden = 403;
        public const int NotFound = 404;
        public const int TooLarge = 413;
        public const int TooMany = 429;
        public const int Unavailable = 503;
    }
}
