using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>Attributes as JSON. NaN and the infinities are strings, bytes are Base64; of equal keys the first counts.</summary>
internal static class AttributeJson
{
    private const int MaxDepth = 32;

    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        // The payload is data for programs and is escaped again where it meets a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A UTF-8 JSON object; empty for no attributes.</summary>
    public static byte[] Object(AttributeMap attributes)
    {
        if (attributes.Count == 0) return [];
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        using var parsed = new ParsedJson();
        WriteMap(writer, attributes, parsed, 0);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Compact JSON text of one value.</summary>
    public static string Text(AttributeValue value)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        Write(writer, value, null);
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, AttributeMap attributes, ParsedJson? parsed) => WriteMap(writer, attributes, parsed, 0);

    /// <param name="parsed">Given: text that is a JSON object or array is written as such.</param>
    public static void Write(Utf8JsonWriter writer, AttributeValue value, ParsedJson? parsed) => Write(writer, value, parsed, 0);

    public static void WriteString(Utf8JsonWriter writer, string text) => writer.WriteStringValue(PlainText.WellFormed(text));

    public static void WriteName(Utf8JsonWriter writer, string name) => writer.WritePropertyName(PlainText.WellFormed(name));

    private static void Write(Utf8JsonWriter writer, AttributeValue value, ParsedJson? parsed, int depth)
    {
        switch (value.Kind)
        {
            case AttributeKind.String when parsed?.TryParse(value.AsString) is { } json:
                json.WriteTo(writer);
                break;
            case AttributeKind.String:
                WriteString(writer, value.AsString!);
                break;
            case AttributeKind.Bool:
                writer.WriteBooleanValue(value.AsBool);
                break;
            case AttributeKind.Int:
                writer.WriteNumberValue(value.AsLong);
                break;
            case AttributeKind.Double when double.IsFinite(value.AsDouble):
                writer.WriteNumberValue(value.AsDouble);
                break;
            case AttributeKind.Double:
                writer.WriteStringValue(value.AsDouble.ToString(CultureInfo.InvariantCulture));
                break;
            case AttributeKind.Bytes:
                writer.WriteBase64StringValue(value.AsBytes.Span);
                break;
            case AttributeKind.Array when depth < MaxDepth:
                writer.WriteStartArray();
                foreach (var item in value.AsArray) Write(writer, item, parsed, depth + 1);
                writer.WriteEndArray();
                break;
            case AttributeKind.Map when depth < MaxDepth:
                WriteMap(writer, value.AsMap, parsed, depth + 1);
                break;
            case AttributeKind.Array or AttributeKind.Map:
                writer.WriteStringValue("…[cut: too deep]");
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, AttributeMap attributes, ParsedJson? parsed, int depth)
    {
        writer.WriteStartObject();
        for (var i = 0; i < attributes.Count; i++)
        {
            if (IsRepeated(attributes, i)) continue;
            WriteName(writer, attributes[i].Key);
            Write(writer, attributes[i].Value, parsed, depth);
        }

        writer.WriteEndObject();
    }

    /// <summary>True when an earlier entry has the same key.</summary>
    public static bool IsRepeated(AttributeMap attributes, int index)
    {
        var key = attributes[index].Key;
        for (var i = 0; i < index; i++)
        {
            if (string.Equals(attributes[i].Key, key, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
