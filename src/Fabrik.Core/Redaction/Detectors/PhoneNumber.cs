namespace Fabrik.Core.Redaction.Detectors;

/// <summary>
/// Phone numbers in international form (ITU-T E.164): '+', then 8 to 15 digits, single spaces, dashes, dots and brackets between them.
/// National forms are left alone: they can't be told from other numbers.
/// </summary>
internal static class PhoneNumber
{
    private const int MinDigits = 8;
    private const int MaxDigits = 15;

    /// <param name="start">The first digit of a run.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out SecretMatch match)
    {
        match = default;
        if (start == 0 || text[start - 1] != (byte)'+' || text[start] == (byte)'0' || !StartsFree(text, start - 1)) return false;
        var (digits, end, separated) = (0, 0, false);
        for (var at = start; at < text.Length && digits <= MaxDigits; at++)
        {
            if (Bytes.IsDigit(text[at]))
            {
                digits++;
                separated = false;
                if (digits is >= MinDigits and <= MaxDigits && Bytes.IsWordEnd(text, at + 1)) end = at + 1;
            }
            else if (text[at] is (byte)'(' or (byte)')') continue;
            else if (!separated && text[at] is (byte)' ' or (byte)'-' or (byte)'.') separated = true;
            else break;
        }

        if (end == 0) return false;
        match = new(start - 1, end, ValueRules.Phone);
        return true;
    }

    /// <summary>Not the plus of a sum, an exponent or an offset.</summary>
    private static bool StartsFree(ReadOnlySpan<byte> text, int plus) =>
        Bytes.IsWordStart(text, plus) && (plus == 0 || text[plus - 1] is not ((byte)')' or (byte)'+' or (byte)'.'));
}
