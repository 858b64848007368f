using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Problems;

/// <summary>Every reason this server refuses a request for.</summary>
internal static class Refusals
{
    /// <summary>How long to wait when the queue or the streams are full.</summary>
    private const int FullRetrySeconds = 1;

    public static Refusal NoCredentials { get; } = new(
        StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in first",
        "Send an API key as 'Authorization: Bearer KEY' or 'x-api-key: KEY', or open the login link that 'fabrik serve' printed.");

    public static Refusal BadCredentials { get; } = new(
        StatusCodes.Status401Unauthorized, "unauthenticated", "These credentials are not valid",
        "The key is unknown, revoked or expired.");

    public static Refusal CrossSite { get; } = new(
        StatusCodes.Status403Forbidden, "cross-site", "This change did not come from Fabrik's own page",
        "Send the token of GET /v1/session as X-CSRF-Token, from the same origin.");

    public static Refusal ForeignHost { get; } = new(
        StatusCodes.Status421MisdirectedRequest, "foreign-host", "This server does not answer to that host name",
        "Use the address that 'fabrik serve' printed, or allow the name when starting it.");

    public static Refusal LoginLinkSpent { get; } = new(
        StatusCodes.Status401Unauthorized, "login-link-spent", "This login link was used already or has expired",
        "Start 'fabrik serve' again: it prints a new one.");

    public static Refusal TooManyLogins { get; } = new(
        StatusCodes.Status429TooManyRequests, "too-many-logins", "Too many failed logins", "Wait a minute.")
    { RetryAfterSeconds = 60 };

    public static Refusal QueueFull { get; } = new(
        StatusCodes.Status429TooManyRequests, "queue-full", "The ingest queue is full",
        "Nothing of this request was stored; send it again later.")
    { RetryAfterSeconds = FullRetrySeconds };

    public static Refusal TooManyStreams { get; } = new(
        StatusCodes.Status429TooManyRequests, "too-many-streams", "Too many live streams are open", "Close some, or poll.")
    { RetryAfterSeconds = 10 };

    public static Refusal StoreUnavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "store-unavailable", "The store does not answer",
        "Nothing of this request was stored; send it again later.")
    { RetryAfterSeconds = 5 };

    public static Refusal Bug { get; } = new(
        StatusCodes.Status500InternalServerError, "bug", "The server failed", "This is a bug of Fabrik's. The server's log has the details under this request id.");

    public static Refusal UnfinishedBody { get; } = new(
        StatusCodes.Status400BadRequest, "unfinished-body", "The body ended early", "It was shorter than its Content-Length or its framing announced.");

    /// <summary>404 stands for gRPC's UNIMPLEMENTED, which its specification asks for here.</summary>
    public static Refusal UnknownGrpcEncoding { get; } = new(
        StatusCodes.Status404NotFound, "wrong-encoding", "This compression is not supported", "grpc-encoding can be gzip or identity.");

    public static Refusal NotFound(string what) => new(
        StatusCodes.Status404NotFound, "not-found", $"There is no such {what}");

    public static Refusal Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, "invalid-request", "The request is not valid",
        errors.Count == 1 ? "It has one fault; nothing was stored." : $"It has {errors.Count} faults; nothing was stored.")
    { Errors = errors };

    public static Refusal BodyTooLarge(string limit) => new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large", limit);

    public static Refusal Undecodable(string reason) => new(
        StatusCodes.Status400BadRequest, "undecodable-body", "The body can't be read", reason);

    public static Refusal WrongMediaType(string expected) => new(
        StatusCodes.Status415UnsupportedMediaType, "wrong-media-type", "The body's type is not supported", expected);

    /// <summary>For a status that the framework chose.</summary>
    public static Refusal Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound("address"),
        StatusCodes.Status405MethodNotAllowed => new(status, "wrong-method", "This address takes another method", "The header Allow names it."),
        StatusCodes.Status408RequestTimeout => new(status, "timeout", "The request took too long to arrive"),
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge("At most 8 MiB are read."),
        StatusCodes.Status415UnsupportedMediaType => WrongMediaType("See the API description at /v1/openapi.json."),
        _ => new(status, "refused", "The request was refused"),
    };
}
