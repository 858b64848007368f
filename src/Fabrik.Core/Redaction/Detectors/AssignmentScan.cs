using System.Buffers;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>
/// Secrets in text by the name before them: <c>password=…</c>, <c>"api_key": "…"</c>, <c>Cookie: …</c>, <c>?token=…</c>, <c>--token …</c>.
/// Covers broken or cut JSON, header dumps, environment listings, connection strings, query strings and command lines.
/// </summary>
internal static class AssignmentScan
{
    private const int MaxKey = 64;
    private static readonly SearchValues<byte> ValueEnd = SearchValues.Create(" \t\r\n&;,\"'<>)]}|`\\"u8);
    private static readonly SearchValues<byte> LineEnd = SearchValues.Create("\r\n\"'\\"u8);

    public static void Find(ReadOnlySpan<byte> text, KeyRules keys, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOfAny((byte)'=', (byte)':') is >= 0 and var offset)
        {
            var sign = from + offset;
            from = sign + 1;
            var keyEnd = EndOfKey(text, sign);
            var keyStart = StartOfKey(text, keyEnd);
            if (keyStart == keyEnd) continue;
            var inQuery = text[sign] == (byte)'=' && keyStart > 0 && text[keyStart - 1] is (byte)'?' or (byte)'&';
            var key = text[keyStart..keyEnd];
            var rule = keys.Judge(key).Rule ?? (inQuery ? QueryKeys.Judge(key) : null);
            if (rule is null) continue;
            var value = new AssignedValue(text, keyStart, sign, inQuery, rule);
            if (!value.IsSecret) continue;
            (found ??= []).Add(new(value.Start, value.End, rule));
            from = value.End;
        }
    }

    /// <summary><c>--password hunter2</c>.</summary>
    public static void FindFlags(ReadOnlySpan<byte> text, KeyRules keys, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOf("--"u8) is >= 0 and var offset)
        {
            var keyStart = from + offset + 2;
            from = keyStart;
            var keyEnd = Bytes.EndOf(Bytes.Word, text, keyStart);
            if (keyEnd - keyStart is < 3 or > MaxKey || keyEnd + 1 >= text.Length || text[keyEnd] != (byte)' ') continue;
            if (keys.Judge(text[keyStart..keyEnd]).Rule is not { } rule) continue;
            var start = keyEnd + 1;
            while (start < text.Length && text[start] is (byte)' ' or (byte)'"' or (byte)'\'') start++;
            var end = EndOf(ValueEnd, text, start);
            if (end == start || text[start] == (byte)'-') continue;
            (found ??= []).Add(new(start, end, rule));
            from = end;
        }
    }

    public static int EndOfValue(ReadOnlySpan<byte> text, int start) => EndOf(ValueEnd, text, start);

    /// <summary>The end of a header's line: at a line break, also an escaped one, or at the quote that stands before the header.</summary>
    public static int EndOfLine(ReadOnlySpan<byte> text, int start, byte before)
    {
        var end = start;
        while ((end = EndOf(LineEnd, text, end)) < text.Length)
        {
            if (text[end] is (byte)'\r' or (byte)'\n' || (text[end] == before)) return end;
            if (text[end] == (byte)'\\' && end + 1 < text.Length && text[end + 1] is (byte)'r' or (byte)'n') return end;
            end++;
        }

        return end;
    }

    private static int EndOf(SearchValues<byte> set, ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAny(set);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Back over spaces and a closing quote, which in JSON inside a text is escaped.</summary>
    private static int EndOfKey(ReadOnlySpan<byte> text, int sign)
    {
        var end = sign;
        while (end > 0 && sign - end < 4 && text[end - 1] is (byte)' ' or (byte)':') end--;
        if (end > 0 && text[end - 1] == (byte)']') end--;
        if (end > 0 && text[end - 1] is (byte)'"' or (byte)'\'' or (byte)'`') end--;
        while (end > 0 && sign - end < 8 && text[end - 1] == (byte)'\\') end--;
        return end;
    }

    private static int StartOfKey(ReadOnlySpan<byte> text, int end)
    {
        var start = end;
        while (start > 0 && end - start < MaxKey && (Bytes.IsLetterOrDigit(text[start - 1]) || text[start - 1] is (byte)'_' or (byte)'-' or (byte)'.')) start--;
        return start;
    }
}
