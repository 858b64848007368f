using System.Text.Json;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record PayloadLink
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
