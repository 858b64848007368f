using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The value of an attribute that is content: JSON when it is an object or array, or text that holds one.</summary>
internal readonly record struct Content(AttributeValue Value, JsonElement? Json)
{
    public static Content Of(AttributeValue value, ParsedJson parsed)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                return new Content(value, parsed.TryParse(value.AsString));
            case AttributeKind.Array or AttributeKind.Map:
                var buffer = new ArrayBufferWriter<byte>(256);
                using (var writer = new Utf8JsonWriter(buffer, AttributeJson.WriterOptions)) AttributeJson.Write(writer, value, parsed);
                return new Content(value, parsed.TryParse(buffer.WrittenMemory));
            default:
                return new Content(value, null);
        }
    }

    /// <summary>Text as a person would read it: a string itself, else compact JSON.</summary>
    public string Text => Json is { } json ? Compact(json) : Value.AsString ?? AttributeJson.Text(Value);

    // Python escapes everything beyond ASCII; nobody wants to read that.
    private static string Compact(JsonElement json)
    {
        var raw = json.GetRawText();
        if (!raw.Contains("\\u", StringComparison.Ordinal)) return raw;
        var buffer = new ArrayBufferWriter<byte>(raw.Length);
        using (var writer = new Utf8JsonWriter(buffer, AttributeJson.WriterOptions)) json.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Json is { } json) json.WriteTo(writer);
        else AttributeJson.Write(writer, Value, null);
    }
}
