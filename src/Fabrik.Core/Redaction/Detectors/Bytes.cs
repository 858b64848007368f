using System.Buffers;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>The character classes the detectors share, over UTF-8 bytes.</summary>
internal static class Bytes
{
    /// <summary>base64url and identifiers.</summary>
    public static readonly SearchValues<byte> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary><see cref="Word"/> and what base64 adds.</summary>
    public static readonly SearchValues<byte> Run = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/"u8);

    public static readonly SearchValues<byte> HexAndDash = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    public static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    public static bool IsUpper(byte c) => c is >= (byte)'A' and <= (byte)'Z';

    public static bool IsLower(byte c) => c is >= (byte)'a' and <= (byte)'z';

    public static bool IsLetter(byte c) => IsLower((byte)(c | 0x20));

    public static bool IsLetterOrDigit(byte c) => IsLetter(c) || IsDigit(c);

    public static bool IsHex(byte c) => IsDigit(c) || (byte)(c | 0x20) is >= (byte)'a' and <= (byte)'f';

    /// <summary>Where the run of <paramref name="set"/> that begins at <paramref name="start"/> ends.</summary>
    public static int EndOf(SearchValues<byte> set, ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(set);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>True unless an ASCII letter or digit stands before: a quote or an ideograph does not hide what follows it.</summary>
    public static bool IsWordStart(ReadOnlySpan<byte> text, int at) => at == 0 || !IsLetterOrDigit(text[at - 1]);

    public static bool IsWordEnd(ReadOnlySpan<byte> text, int at) => at >= text.Length || !IsLetterOrDigit(text[at]);
}
