using System.Text.Json;

namespace Fabrik.Llm.Deterministic;

/// <summary>A tool the model asks for.</summary>
public sealed record ScriptedCall
{
    public required string Tool { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    internal string ArgumentsJson() => JsonSerializer.Serialize(Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
}
