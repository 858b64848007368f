using System.Text.Json;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The emitter's own facts about a step, whether they came as one JSON object or one attribute each. Scalars only.</summary>
internal sealed class MetadataReading
{
    private readonly List<KeyValuePair<string, string>> _facts = [];

    public bool IsEmpty => _facts.Count == 0;

    public IReadOnlyList<KeyValuePair<string, string>> Facts => _facts;

    /// <param name="runOnly">True for the facts about the whole run alone.</param>
    public static MetadataReading Of(SpanReading reading, bool runOnly = false)
    {
        var metadata = new MetadataReading();
        metadata.AddObject(reading.Peek(DialectField.RunMetadata)?.Json);
        foreach (var (key, value) in reading.RunMetadata) metadata.Add(key, SpanReading.ScalarText(value));
        if (runOnly) return metadata;
        metadata.AddObject(reading.Peek(DialectField.Metadata)?.Json);
        foreach (var (key, value) in reading.Metadata) metadata.Add(key, SpanReading.ScalarText(value));
        return metadata;
    }

    public string? Text(string key)
    {
        foreach (var (known, text) in _facts)
        {
            if (string.Equals(known, key, StringComparison.Ordinal)) return text;
        }

        return null;
    }

    public string? FirstText(ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Text(key) is { } text) return text;
        }

        return null;
    }

    private void AddObject(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } facts) return;
        foreach (var fact in facts.EnumerateObject())
        {
            Add(fact.Name, fact.Value.ValueKind switch
            {
                JsonValueKind.String => fact.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => fact.Value.GetRawText(),
                _ => null,
            });
        }
    }

    private void Add(string key, string? text)
    {
        if (!string.IsNullOrEmpty(text) && Text(key) is null) _facts.Add(KeyValuePair.Create(key, text));
    }
}
