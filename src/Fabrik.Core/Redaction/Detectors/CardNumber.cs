namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Payment card numbers (ISO/IEC 7812): a network's range, its length and the Luhn digit; plain or in the groups printed on cards.</summary>
internal static class CardNumber
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    /// <param name="start">Start of a run of digits.</param>
    /// <param name="end">Its end.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, int end, out SecretMatch match)
    {
        match = default;
        if (!StartsFree(text, start)) return false;
        if (end - start == 4) return TryGroups(text, start, out match);
        if (end - start is < MinDigits or > MaxDigits || !EndsFree(text, end) || !IsCard(text[start..end])) return false;
        match = new(start, end, ValueRules.Card);
        return true;
    }

    /// <summary>A JSON number that stands alone: only the lengths that ids and nanoseconds rarely have.</summary>
    public static bool IsCardNumber(ReadOnlySpan<byte> digits) => digits.Length is 15 or 16 && AreDigits(digits) && IsCard(digits);

    /// <summary>4-4-4-4, or 4-6-5 and 4-6-4, with one kind of separator.</summary>
    private static bool TryGroups(ReadOnlySpan<byte> text, int start, out SecretMatch match)
    {
        match = default;
        if (start + 4 >= text.Length || text[start + 4] is not ((byte)' ' or (byte)'-')) return false;
        return TryGroups(text, start, [4, 4, 4, 4], out match) || TryGroups(text, start, [4, 6, 5], out match) || TryGroups(text, start, [4, 6, 4], out match);
    }

    private static bool TryGroups(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> groups, out SecretMatch match)
    {
        match = default;
        Span<byte> digits = stackalloc byte[MaxDigits];
        var (length, at, separator) = (0, start, text[start + 4]);
        foreach (var group in groups)
        {
            if (at > start && (at >= text.Length || text[at++] != separator)) return false;
            if (at + group > text.Length || !AreDigits(text.Slice(at, group))) return false;
            text.Slice(at, group).CopyTo(digits[length..]);
            length += group;
            at += group;
        }

        if (!EndsFree(text, at) || !IsCard(digits[..length])) return false;
        match = new(start, at, ValueRules.Card);
        return true;
    }

    private static bool StartsFree(ReadOnlySpan<byte> text, int start) =>
        Bytes.IsWordStart(text, start) && (start < 2 || text[start - 1] is not ((byte)'.' or (byte)'-' or (byte)'+') || !Bytes.IsDigit(text[start - 2]));

    private static bool EndsFree(ReadOnlySpan<byte> text, int end) =>
        Bytes.IsWordEnd(text, end) && !(end + 1 < text.Length && text[end] == (byte)'.' && Bytes.IsDigit(text[end + 1]));

    private static bool IsCard(ReadOnlySpan<byte> digits) => IsNetwork(digits) && IsLuhn(digits);

    private static bool IsNetwork(ReadOnlySpan<byte> digits)
    {
        var head = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + (digits[3] - '0');
        return digits.Length switch
        {
            13 => head / 1000 is 4,
            14 => head / 100 is 36 or 38 or 39 || head / 10 is >= 300 and <= 305,
            15 => head / 100 is 34 or 37,
            16 => head / 1000 is 4 || head is (>= 5100 and <= 5599) or (>= 2221 and <= 2720) or (>= 3528 and <= 3589) or 6011
                || head / 10 is >= 644 and <= 659 || head / 100 is 62,
            19 => head / 1000 is 4 || head / 100 is 62,
            _ => head / 100 is 62,
        };
    }

    private static bool IsLuhn(ReadOnlySpan<byte> digits)
    {
        var (sum, twice) = (0, false);
        for (var i = digits.Length - 1; i >= 0; i--, twice = !twice)
        {
            var digit = (digits[i] - '0') * (twice ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
