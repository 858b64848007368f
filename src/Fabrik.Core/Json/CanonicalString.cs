using System.Buffers;

namespace Fabrik.Core.Json;

/// <summary>Strings as RFC 8785 sections 3.2.2.2 and 3.2.3 want them, over UTF-8.</summary>
internal static class CanonicalString
{
    private static readonly SearchValues<byte> MustEscape = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Escapes quotes, backslashes and C0 controls, with the short form where one exists; all else stays as it is.</summary>
    public static void AppendEscaped(ReadOnlySpan<byte> utf8, PooledBytes output)
    {
        while (true)
        {
            var plain = utf8.IndexOfAny(MustEscape);
            if (plain < 0)
            {
                output.Append(utf8);
                return;
            }

            output.Append(utf8[..plain]);
            var value = utf8[plain];
            utf8 = utf8[(plain + 1)..];
            var letter = value switch
            {
                (byte)'"' or (byte)'\\' => value,
                0x08 => (byte)'b',
                0x09 => (byte)'t',
                0x0A => (byte)'n',
                0x0C => (byte)'f',
                0x0D => (byte)'r',
                _ => (byte)0,
            };
            if (letter != 0) output.Append([(byte)'\\', letter]);
            else output.Append([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)('0' + (value >> 4)), (byte)"0123456789abcdef"[value & 0xF]]);
        }
    }

    /// <summary>
    /// The order of the UTF-16 code units, without leaving UTF-8. Byte order is code point order; the two differ only where a surrogate
    /// pair (first byte F0..F4) meets U+E000..U+FFFF (EE, EF): UTF-16 puts the pair first.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Rank(a[same]) - Rank(b[same]);

        static int Rank(byte value) => value is 0xEE or 0xEF ? value + 0x10 : value;
    }
}
