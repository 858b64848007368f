using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fabrik.Core.Redaction;

/// <summary>JSON strings as text and back (RFC 8259 §7). Total: a lone surrogate becomes U+FFFD instead of an error.</summary>
internal static class JsonText
{
    /// <param name="raw">What stands between the quotes of a valid JSON string.</param>
    /// <param name="text">At least as long as <paramref name="raw"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        var length = 0;
        while (true)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 >= raw.Length)
            {
                raw.CopyTo(text[length..]);
                return length + raw.Length;
            }

            raw[..plain].CopyTo(text[length..]);
            length += plain;
            var escape = raw[plain + 1];
            raw = raw[(plain + 2)..];
            if (escape == (byte)'u') length += ReadRune(ref raw).EncodeToUtf8(text[length..]);
            else text[length++] = Single(escape);
        }
    }

    /// <summary>The text with its <c>\uXXXX</c> decoded and all else as it is; null when there is none.</summary>
    public static byte[]? DecodeUnicode(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("\\u"u8);
        if (at < 0) return null;
        var decoded = new byte[text.Length];
        var length = 0;
        while (at >= 0)
        {
            text[..at].CopyTo(decoded.AsSpan(length));
            length += at;
            text = text[(at + 2)..];
            if (IsUnit(text))
            {
                length += ReadRune(ref text).EncodeToUtf8(decoded.AsSpan(length));
            }
            else
            {
                "\\u"u8.CopyTo(decoded.AsSpan(length));
                length += 2;
            }

            at = text.IndexOf("\\u"u8);
        }

        text.CopyTo(decoded.AsSpan(length));
        return decoded[..(length + text.Length)];
    }

    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        output.Write("\""u8);
    }

    private static byte Single(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };

    private static Rune ReadRune(ref ReadOnlySpan<byte> raw)
    {
        var first = ReadUnit(ref raw);
        if (Rune.TryCreate(first, out var rune)) return rune;
        if (!char.IsHighSurrogate(first) || raw.Length < 6 || raw[0] != (byte)'\\' || raw[1] != (byte)'u' || !IsUnit(raw[2..])) return Rune.ReplacementChar;
        var rest = raw[2..];
        if (!Rune.TryCreate(first, ReadUnit(ref rest), out rune)) return Rune.ReplacementChar;
        raw = rest;
        return rune;
    }

    private static bool IsUnit(ReadOnlySpan<byte> text) =>
        text.Length >= 4 && ushort.TryParse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);

    private static char ReadUnit(ref ReadOnlySpan<byte> raw)
    {
        var unit = (char)ushort.Parse(raw[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        raw = raw[4..];
        return unit;
    }
}
