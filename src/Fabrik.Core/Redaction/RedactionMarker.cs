using System.Buffers;
using System.Text.Json;

namespace Fabrik.Core.Redaction;

/// <summary>
/// What stands where a secret stood. As a JSON value <c>{"$redacted":{"rule":R,"kind":K,"h":"hmac-sha256:HEX"}}</c>;
/// inside a text <c>[redacted:K:H8]</c>, H8 being the first eight digits of HEX. Both are recognised and left alone.
/// </summary>
internal static class RedactionMarker
{
    private const int ShortHex = 8;
    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    public static ReadOnlySpan<byte> PropertyName => "$redacted"u8;

    private static ReadOnlySpan<byte> HashPrefix => "hmac-sha256:"u8;

    private static ReadOnlySpan<byte> TextStart => "[redacted:"u8;

    public static void WriteJson(IBufferWriter<byte> output, ReadOnlySpan<byte> tenantKey, RedactionRule rule, ReadOnlySpan<byte> secret)
    {
        Span<byte> hex = stackalloc byte[SecretFingerprint.HexLength];
        SecretFingerprint.Write(tenantKey, rule, secret, hex);
        output.Write("{\"$redacted\":{\"rule\":\""u8);
        output.Write(rule.NameUtf8);
        output.Write("\",\"kind\":\""u8);
        output.Write(rule.KindUtf8);
        output.Write("\",\"h\":\"hmac-sha256:"u8);
        output.Write(hex);
        output.Write("\"}}"u8);
    }

    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> tenantKey, RedactionRule rule, ReadOnlySpan<byte> secret)
    {
        Span<byte> hex = stackalloc byte[SecretFingerprint.HexLength];
        SecretFingerprint.Write(tenantKey, rule, secret, hex);
        output.Write(TextStart);
        output.Write(rule.KindUtf8);
        output.Write(":"u8);
        output.Write(hex[..ShortHex]);
        output.Write("]"u8);
    }

    /// <summary>With the reader on the name <c>$redacted</c>: moves it to the end of the marker's inner object, if that is one.</summary>
    public static bool TrySkip(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.StartObject) return false;
        if (!ReadMember(ref ahead, "rule"u8, out var rule) || !IsRule(rule)) return false;
        if (!ReadMember(ref ahead, "kind"u8, out var kind) || !IsName(kind)) return false;
        if (!ReadMember(ref ahead, "h"u8, out var hash) || !IsHash(hash)) return false;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.EndObject) return false;
        reader = ahead;
        return true;
    }

    /// <summary>The next text marker at or after <paramref name="from"/>, as start and length; start is negative for none.</summary>
    public static (int Start, int Length) FindText(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            var at = text[from..].IndexOf(TextStart);
            if (at < 0) break;
            var rest = text[(from + at)..];
            if (TextLength(rest) is > 0 and var length) return (from + at, length);
            from += at + TextStart.Length;
        }

        return (-1, 0);
    }

    private static int TextLength(ReadOnlySpan<byte> text)
    {
        var kind = text[TextStart.Length..];
        var colon = kind.IndexOf((byte)':');
        if (colon < 0 || !IsName(kind[..colon])) return 0;
        var hex = kind[(colon + 1)..];
        if (hex.Length <= ShortHex || hex[ShortHex] != (byte)']' || hex[..ShortHex].ContainsAnyExcept(Hex)) return 0;
        return TextStart.Length + colon + 1 + ShortHex + 1;
    }

    private static bool ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name)) return false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped) return false;
        value = reader.ValueSpan;
        return true;
    }

    private static bool IsRule(ReadOnlySpan<byte> text) =>
        (text.StartsWith("key:"u8) && IsName(text["key:"u8.Length..])) || (text.StartsWith("value:"u8) && IsName(text["value:"u8.Length..]));

    private static bool IsName(ReadOnlySpan<byte> text) => text.Length is > 0 and <= 40 && !text.ContainsAnyExcept(NameBytes);

    private static bool IsHash(ReadOnlySpan<byte> text) =>
        text.Length == HashPrefix.Length + SecretFingerprint.HexLength && text.StartsWith(HashPrefix) && !text[HashPrefix.Length..].ContainsAnyExcept(Hex);
}
