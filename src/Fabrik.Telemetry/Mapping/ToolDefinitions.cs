using System.Text.Json;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The tools a model was offered, each definition as its provider takes it.</summary>
internal static class ToolDefinitions
{
    /// <summary>Writes <c>tools</c>, from the first of: a field of its own, flattened attributes, the request's parameters.</summary>
    public static void Write(Utf8JsonWriter writer, SpanReading reading, JsonElement? config)
    {
        if (reading.Peek(DialectField.ToolDefinitions)?.Json is { ValueKind: JsonValueKind.Array } list)
        {
            reading.Move(DialectField.ToolDefinitions);
            WriteList(writer, list, reading.Parsed);
        }
        else if (reading.PeekTree(AttributeFamily.Tools) is { ValueKind: JsonValueKind.Array } tree)
        {
            reading.MoveTree(AttributeFamily.Tools);
            WriteList(writer, tree, reading.Parsed);
        }
        else if (config is { } settings && settings.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            WriteList(writer, tools, reading.Parsed);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, JsonElement list, ParsedJson parsed)
    {
        if (list.GetArrayLength() == 0) return;
        writer.WriteStartArray("tools");
        foreach (var item in list.EnumerateArray()) Unwrap(item, parsed).WriteTo(writer);
        writer.WriteEndArray();
    }

    // {"tool":{"json_schema":"…"}} and JSON text both hold the definition proper.
    private static JsonElement Unwrap(JsonElement item, ParsedJson parsed)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("tool", out var tool)) item = tool;
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("json_schema", out var schema)) item = schema;
        return item.ValueKind == JsonValueKind.String && parsed.TryParse(item.GetString()) is { } json ? json : item;
    }
}
