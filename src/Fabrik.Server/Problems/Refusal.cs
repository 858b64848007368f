using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Problems;

/// <summary>Why a request gets no answer, before it is written in the endpoint's own form.</summary>
/// <param name="Kind">The last part of the problem's type.</param>
internal sealed record Refusal(int Status, string Kind, string Title, string? Detail = null)
{
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Set where the same request may succeed later.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The gRPC code that says the same; see <see cref="Telemetry.Otlp.GrpcStatus"/>.</summary>
    public int GrpcCode => Status switch
    {
        StatusCodes.Status401Unauthorized => GrpcStatus.Unauthenticated,
        StatusCodes.Status403Forbidden => GrpcStatus.PermissionDenied,
        StatusCodes.Status404NotFound => GrpcStatus.Unimplemented,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => GrpcStatus.Unavailable,
        >= StatusCodes.Status500InternalServerError => GrpcStatus.Internal,
        _ => GrpcStatus.InvalidArgument,
    };

    /// <summary>Title and detail in one line.</summary>
    public string Message => Detail is null ? Title : $"{Title}: {Detail}";
}
