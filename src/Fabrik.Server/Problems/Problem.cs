using System.Text.Json.Serialization;

namespace Fabrik.Server.Problems;

/// <summary>An error answer, RFC 9457.</summary>
internal record Problem
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the kind of problem for programs.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>Also in the header <c>X-Request-Id</c>.</summary>
    public required string RequestId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }
}
