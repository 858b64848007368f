using System.Buffers.Text;
using System.Text;

namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>Reads the text between a JSON string's quotes. Unlike the framework's reader it takes lone surrogates, as U+FFFD.</summary>
internal static class JsonString
{
    /// <summary>Writes the text as UTF-8; never more bytes than the escaped form has. Returns how many.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var (from, to) = (0, 0);
        while (true)
        {
            var run = escaped[from..].IndexOf((byte)'\\');
            var plain = run < 0 ? escaped[from..] : escaped.Slice(from, run);
            plain.CopyTo(target[to..]);
            to += plain.Length;
            if (run < 0) return to;

            from += run + 2;
            switch (escaped[from - 1])
            {
                case (byte)'u':
                    var rune = ReadRune(escaped, ref from);
                    to += rune.EncodeToUtf8(target[to..]);
                    break;
                case (byte)'n':
                    target[to++] = (byte)'\n';
                    break;
                case (byte)'r':
                    target[to++] = (byte)'\r';
                    break;
                case (byte)'t':
                    target[to++] = (byte)'\t';
                    break;
                case (byte)'b':
                    target[to++] = (byte)'\b';
                    break;
                case (byte)'f':
                    target[to++] = (byte)'\f';
                    break;
                case var other:
                    target[to++] = other;
                    break;
            }
        }
    }

    // The framework's reader has checked that four hex digits follow \u.
    private static Rune ReadRune(ReadOnlySpan<byte> escaped, ref int from)
    {
        var first = Unit(escaped, from);
        from += 4;
        if (!char.IsSurrogate(first)) return new Rune(first);
        if (char.IsHighSurrogate(first) && escaped.Length >= from + 6 && escaped[from] == '\\' && escaped[from + 1] == 'u')
        {
            var second = Unit(escaped, from + 2);
            if (char.IsLowSurrogate(second))
            {
                from += 6;
                return new Rune(first, second);
            }
        }

        return Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> escaped, int at) =>
        Utf8Parser.TryParse(escaped.Slice(at, 4), out ushort unit, out _, 'X') ? (char)unit : '\uFFFD';
}
