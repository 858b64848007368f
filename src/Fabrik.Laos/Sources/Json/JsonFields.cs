using System.Globalization;
using System.Text.Json;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Json;

/// <summary>Lenient reading of foreign JSON: what is missing or of another type is null or empty; nothing throws.</summary>
internal static class JsonFields
{
    private const int MaxDepth = 64;

    /// <summary>Null where the body is not JSON, or deeper than 64 levels.</summary>
    public static JsonElement? Json(this BackendAnswer answer) => Parse(answer.Text);

    public static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Field(this JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name that escapes half a surrogate pair.
            return null;
        }
    }

    public static string? TextOf(this JsonElement parent, string name) => parent.Field(name)?.AsText();

    /// <summary>A string's value; null for anything else, and for text that is no Unicode.</summary>
    public static string? AsText(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A finite number, also where it is written as a string.</summary>
    public static double? Number(this JsonElement parent, string name) => parent.Field(name)?.AsNumber() is { } value && double.IsFinite(value) ? value : null;

    /// <summary>A number, also where it is written as a string: <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c> too.</summary>
    public static double? AsNumber(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDouble(out var number) ? number : null,
        JsonValueKind.String => AsNumber(value.AsText()),
        _ => null,
    };

    public static double? AsNumber(string? text) => text switch
    {
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary>A count, also where it is written as a string; null below zero and beyond 2^53.</summary>
    public static long? Count(this JsonElement parent, string name) => parent.Number(name) is >= 0 and <= 9007199254740992d and var number ? (long)number : null;

    /// <summary>The elements of an array; none for anything else.</summary>
    public static IEnumerable<JsonElement> ItemsOf(this JsonElement parent, string name) => parent.Field(name) is { } value ? value.Items() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The strings of an array.</summary>
    public static IEnumerable<string> Texts(this JsonElement parent, string name) => parent.ItemsOf(name).Select(AsText).OfType<string>();
}
