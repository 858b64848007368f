using System.Globalization;
using System.Text.Json;

namespace Fabrik.Laos.Sources.Http;

/// <summary>Reading foreign JSON that may have any shape: what is missing or of another kind is null or nothing, never an exception.</summary>
internal static class JsonReading
{
    /// <summary>False when the bytes are no JSON, or hold text that is no Unicode.</summary>
    public static bool TryRead<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, out T value)
    {
        value = default!;
        try
        {
            using var document = JsonDocument.Parse(json);
            value = read(document.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair, which only shows when the text is taken out.
            return false;
        }
    }

    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? child : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static string? Text(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A whole number, written as one or as a string (64-bit numbers of protobuf).</summary>
    public static long? Whole(this JsonElement element, string name) => element.Child(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
