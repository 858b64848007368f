using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>What a paused agent asks: LangGraph's <c>[{id, value}]</c>.</summary>
internal static class Interrupts
{
    /// <summary>Where a graph that paused leaves them in its output.</summary>
    private const string OutputKey = "__interrupt__";

    /// <summary>From the exception's message, which is their JSON in JavaScript and their repr() in Python (kept as text).</summary>
    public static void Write(Utf8JsonWriter writer, string message, ParsedJson parsed)
    {
        if (parsed.TryParse(message) is { ValueKind: JsonValueKind.Array } list)
        {
            list.WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WritePropertyName("value");
        AttributeJson.WriteString(writer, message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>The interrupts in a graph's output; null when it did not pause.</summary>
    public static JsonElement? In(Content? output) =>
        output?.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(OutputKey, out var list)
        && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? list
            : null;
}
