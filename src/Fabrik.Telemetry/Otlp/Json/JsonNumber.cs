using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>Numbers as protobuf's JSON mapping allows them: bare or in a string, whole ones also as 1.0 or 1e3, and NaN and the infinities by name.</summary>
internal static class JsonNumber
{
    private const double TwoTo63 = 9223372036854775808;

    public static bool TryInt64(in Utf8JsonReader json, out long value)
    {
        value = 0;
        if (json.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return false;
        if (Utf8Parser.TryParse(json.ValueSpan, out value, out var used) && used == json.ValueSpan.Length) return true;
        if (!TryDouble(json, out var number) || !double.IsInteger(number) || number is < -TwoTo63 or >= TwoTo63) return false;
        value = (long)number;
        return true;
    }

    public static bool TryUInt64(in Utf8JsonReader json, out ulong value)
    {
        value = 0;
        if (json.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return false;
        if (Utf8Parser.TryParse(json.ValueSpan, out value, out var used) && used == json.ValueSpan.Length) return true;
        if (!TryDouble(json, out var number) || !double.IsInteger(number) || number is < 0 or >= 2 * TwoTo63) return false;
        value = (ulong)number;
        return true;
    }

    public static bool TryDouble(in Utf8JsonReader json, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        return json.TokenType is JsonTokenType.Number or JsonTokenType.String
            && double.TryParse(json.ValueSpan, Style, CultureInfo.InvariantCulture, out value);
    }
}
