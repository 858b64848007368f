namespace Fabrik.Core.Redaction.Detectors;

/// <summary>E-mail addresses as people write them (RFC 5321 lengths, no quoted local parts), international ones included.</summary>
internal static class EmailScan
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 255;

    public static void Find(ReadOnlySpan<byte> text, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOf((byte)'@') is >= 0 and var offset)
        {
            var at = from + offset;
            from = at + 1;
            var start = at;
            while (start > 0 && at - start < MaxLocal && IsLocal(text[start - 1])) start--;
            while (start < at && text[start] == (byte)'.') start++;
            var end = EndOfDomain(text, at + 1);
            if (start == at || end == 0 || IsNoAddress(text, start, at, found)) continue;
            (found ??= []).Add(new(start, end, ValueRules.Email));
            from = end;
        }
    }

    /// <summary>A login in a URL or a repository's address.</summary>
    private static bool IsNoAddress(ReadOnlySpan<byte> text, int start, int at, List<SecretMatch>? found) =>
        text[..start].EndsWith("://"u8) || text[start..at].SequenceEqual("git"u8)
        || (found is not null && found.Exists(m => m.Rule == ValueRules.UrlPassword && m.End == at));

    /// <summary>Labels with dots between them, the last of two letters or more. Zero for none.</summary>
    private static int EndOfDomain(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < MaxDomain && IsDomain(text[end])) end++;
        while (end > start && text[end - 1] is (byte)'.' or (byte)'-') end--;
        var domain = text[start..end];
        var dot = domain.LastIndexOf((byte)'.');
        if (dot <= 0 || domain.Length - dot - 1 < 2) return 0;
        foreach (var c in domain[(dot + 1)..])
        {
            if (!Bytes.IsLetter(c) && c < 0x80) return 0;
        }

        return end;
    }

    private static bool IsLocal(byte c) => Bytes.IsLetterOrDigit(c) || c >= 0x80 || c is (byte)'.' or (byte)'_' or (byte)'%' or (byte)'+' or (byte)'-';

    private static bool IsDomain(byte c) => Bytes.IsLetterOrDigit(c) || c >= 0x80 || c is (byte)'.' or (byte)'-';
}
