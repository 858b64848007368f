using System.Text.Json;
using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>A tool the model asks for.</summary>
public sealed record ScriptedCall
{
    [ConfigKey("The tool's name.", NotEmpty = true)]
    public required string Tool { get; init; }

    [ConfigKey("Its arguments, texts by name.")]
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    internal string ArgumentsJson() => JsonSerializer.Serialize(Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
}
