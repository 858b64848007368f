using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;

namespace Fabrik.Core.Reports;

/// <summary>What the JSON-shaped reports share: strings made whole, numbers that JSON lacks, null left out or kept.</summary>
internal static class ReportJsonWriter
{
    public static ReadOnlyMemory<byte> Write(JsonWriterOptions options, Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, options)) content(writer);
        return buffer.WrittenMemory;
    }

    /// <summary>A string property; lone surrogates, which JSON can't carry, become U+FFFD. Null stays null.</summary>
    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null) writer.WriteNull(name);
        else writer.WriteString(name, Whole(value));
    }

    public static void TextIfAny(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.Text(name, value);
    }

    /// <summary>A number property; infinities and NaN as the strings that the JSON form of Protocol Buffers uses.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case { } number when double.IsFinite(number):
                writer.WriteNumber(name, number);
                break;
            case { } number:
                writer.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
        }
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(Whole(value));
        writer.WriteEndArray();
    }

    /// <summary>An object of strings, keys in ordinal order; of keys that differ only in lone surrogates the first is kept.</summary>
    public static void Map(this Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in values.OrderBy(p => p.Key, StringComparer.Ordinal).DistinctBy(p => Whole(p.Key))) writer.Text(Whole(key), value);
        writer.WriteEndObject();
    }

    public static void SignalsAndFacts(this Utf8JsonWriter writer, VerdictReport report)
    {
        writer.WriteStartArray("signals");
        foreach (var signal in report.Signals)
        {
            writer.WriteStartObject();
            writer.WriteString("signal", WireName.Of(signal.Signal));
            writer.WriteString("completeness", WireName.Of(signal.Completeness));
            writer.Number("coverage", signal.Coverage);
            writer.Text("reason", signal.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("facts");
        foreach (var fact in report.Facts)
        {
            writer.WriteStartObject();
            writer.Text("name", fact.Name);
            writer.Text("value", fact.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Whole(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
}
