using System.Text;
using System.Text.Json;

namespace Fabrik.Laos.Reports;

/// <summary>What all that is written as JSON here shares.</summary>
internal static class JsonParts
{
    /// <summary>A string property; half a surrogate pair, which JSON can't carry, becomes U+FFFD. Null stays null.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, Whole(value));
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.Number(value);
    }

    public static void Number(this Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteNullValue();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(Whole(value));
        json.WriteEndArray();
    }

    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Whole(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
}
