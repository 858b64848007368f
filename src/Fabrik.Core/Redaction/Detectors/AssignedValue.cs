using System.Text;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>What stands after <c>name=</c> or <c>name:</c> in a text, and whether it may be a secret rather than a word of prose.</summary>
internal readonly ref struct AssignedValue
{
    private const int LongWord = 20;

    public AssignedValue(ReadOnlySpan<byte> text, int keyStart, int sign, bool inQuery, RedactionRule rule)
    {
        var start = sign + 1;
        while (start < text.Length && text[start] is (byte)'=' or (byte)'>' or (byte)'[') start++;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t' or (byte)'[') start++;
        var spaced = start > sign + 1 || (sign > 0 && text[sign - 1] == (byte)' ');
        var quote = start;
        while (quote < text.Length && text[quote] == (byte)'\\') quote++;
        if (quote < text.Length && text[quote] is (byte)'"' or (byte)'\'' or (byte)'`')
        {
            Start = quote + 1;
            End = EndOfQuoted(text, Start, text[start..(quote + 1)]);
            IsSecret = End > Start;
            return;
        }

        Start = start;
        var before = keyStart > 0 ? text[keyStart - 1] : (byte)0;
        if (rule == KeyPhrases.Cookie && text[sign] == (byte)':') End = TrimEnd(text, start, AssignmentScan.EndOfLine(text, start, before));
        else if (rule == KeyPhrases.Authorization) End = EndOfAuthorization(text, start, before);
        else End = AssignmentScan.EndOfValue(text, start);
        var value = text[start..End];
        IsSecret = inQuery ? value.Length > 0 : MayBeSecret(value, rule, plainWordsCount: !spaced || EndsLine(text, End));
    }

    public int Start { get; }

    public int End { get; }

    public bool IsSecret { get; }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> quote)
    {
        var length = text[start..].IndexOf(quote);
        // An escaped quote inside the value: go on to the first that is not escaped.
        while (quote.Length == 1 && length > 0 && text[start + length - 1] == (byte)'\\')
        {
            var next = text[(start + length + 1)..].IndexOf(quote);
            length = next < 0 ? -1 : length + 1 + next;
        }

        return length < 0 ? text.Length : start + length;
    }

    private static int EndOfAuthorization(ReadOnlySpan<byte> text, int start, byte before)
    {
        var end = AssignmentScan.EndOfValue(text, start);
        var word = text[start..end];
        if (AuthScheme.HasParameters(word)) return TrimEnd(text, start, AssignmentScan.EndOfLine(text, end, before));
        if (!AuthScheme.IsSimple(word) || end >= text.Length || text[end] != (byte)' ') return end;
        while (end < text.Length && text[end] == (byte)' ') end++;
        return AssignmentScan.EndOfValue(text, end);
    }

    private static int TrimEnd(ReadOnlySpan<byte> text, int start, int end)
    {
        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t') end--;
        return end;
    }

    private static bool EndsLine(ReadOnlySpan<byte> text, int end) => end >= text.Length || text[end] is (byte)'\r' or (byte)'\n' or (byte)';' or (byte)'&' or (byte)'\\';

    private static bool MayBeSecret(ReadOnlySpan<byte> value, RedactionRule rule, bool plainWordsCount)
    {
        if (value.Length < 3 || IsPlaceholder(value)) return false;
        if (HasDigitOrSymbol(value) || value.Length >= LongWord) return !(rule.NumbersPass && IsNumber(value));
        // "Password: swordfish" at a line's end is one; "the token: a word" is not.
        return plainWordsCount && rule.Kind is RedactionKind.Password or RedactionKind.Secret;
    }

    private static bool HasDigitOrSymbol(ReadOnlySpan<byte> value)
    {
        var body = value[^1] is (byte)'.' or (byte)'!' or (byte)'?' or (byte)':' ? value[..^1] : value;
        foreach (var c in body)
        {
            if (!Bytes.IsLetter(c) && c < 0x80) return true;
        }

        return false;
    }

    private static bool IsNumber(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept("0123456789.,%+-"u8);

    private static bool IsPlaceholder(ReadOnlySpan<byte> value) =>
        value.StartsWith("${"u8) || value.StartsWith("{{"u8) || value.StartsWith("$("u8) || !value.ContainsAnyExcept("*.…x"u8)
        || Is(value, "null"u8) || Is(value, "none"u8) || Is(value, "true"u8) || Is(value, "false"u8) || Is(value, "nil"u8)
        || Is(value, "undefined"u8) || Is(value, "required"u8) || Is(value, "optional"u8) || Is(value, "string"u8);

    private static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(value, word);
}
