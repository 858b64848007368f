namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Secrets made of digits: card numbers, IBANs, phone numbers. Goes from one run of digits to the next.</summary>
internal static class DigitScan
{
    public static void Find(ReadOnlySpan<byte> text, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var offset)
        {
            var start = from + offset;
            var end = start + 1;
            while (end < text.Length && Bytes.IsDigit(text[end])) end++;
            from = Math.Max(end, Match(text, start, end, ref found));
        }
    }

    private static int Match(ReadOnlySpan<byte> text, int start, int end, ref List<SecretMatch>? found)
    {
        if (PhoneNumber.TryMatch(text, start, out var match)
            || Iban.TryMatch(text, start, out match)
            || CardNumber.TryMatch(text, start, end, out match))
        {
            (found ??= []).Add(match);
            return match.End;
        }

        return end;
    }
}
