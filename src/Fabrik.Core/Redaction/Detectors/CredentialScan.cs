using System.Buffers;
using System.Buffers.Text;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary><c>Bearer …</c> (RFC 6750) and <c>Basic …</c> (RFC 7617) anywhere in a text; only the credential is secret.</summary>
internal static class CredentialScan
{
    private const int MinBearer = 16;
    private const int MaxBasic = 2048;

    public static void Find(ReadOnlySpan<byte> text, ref List<SecretMatch>? found)
    {
        Find(text, "earer "u8, basic: false, ref found);
        Find(text, "EARER "u8, basic: false, ref found);
        Find(text, "asic "u8, basic: true, ref found);
        Find(text, "ASIC "u8, basic: true, ref found);
    }

    private static void Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> anchor, bool basic, ref List<SecretMatch>? found)
    {
        var from = 1;
        while (from < text.Length && text[from..].IndexOf(anchor) is >= 0 and var offset)
        {
            var word = from + offset - 1;
            from += offset + anchor.Length;
            if ((text[word] | 0x20) != 'b' || !Bytes.IsWordStart(text, word)) continue;
            var start = from;
            while (start < text.Length && text[start] == (byte)' ') start++;
            var end = start;
            while (end < text.Length && IsToken68(text[end])) end++;
            if (basic ? !IsBasic(text[start..end]) : !IsBearer(text[start..end])) continue;
            (found ??= []).Add(new(start, end, basic ? ValueRules.Basic : ValueRules.Bearer));
            from = end;
        }
    }

    /// <summary>A word of prose has no digit in it and is short.</summary>
    private static bool IsBearer(ReadOnlySpan<byte> token) =>
        token.Length >= MinBearer || (token.Length >= 6 && token.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0);

    /// <summary>Base64 of text with a colon in it.</summary>
    private static bool IsBasic(ReadOnlySpan<byte> token)
    {
        if (token.Length is < 4 or > MaxBasic) return false;
        Span<byte> decoded = stackalloc byte[MaxBasic];
        return Base64.DecodeFromUtf8(token[..(token.Length / 4 * 4)], decoded, out _, out var length) is not OperationStatus.InvalidData
            && decoded[..length].Contains((byte)':')
            && decoded[..length].IndexOfAnyInRange((byte)0, (byte)0x1f) < 0;
    }

    private static bool IsToken68(byte c) => Bytes.IsLetterOrDigit(c) || c is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' or (byte)'+' or (byte)'/' or (byte)'=';
}
