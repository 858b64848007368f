using System.Buffers;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Passwords and keys in the authority of a URL: <c>scheme://user:password@host</c> (RFC 3986 §3.2.1).</summary>
internal static class UrlScan
{
    private const int MinKey = 16;
    private static readonly SearchValues<byte> AuthorityEnd = SearchValues.Create("/?# \t\r\n\"'<>\\|`"u8);

    public static void Find(ReadOnlySpan<byte> text, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (text[from..].IndexOf("://"u8) is >= 0 and var offset)
        {
            var start = from + offset + 3;
            var length = text[start..].IndexOfAny(AuthorityEnd);
            var authority = length < 0 ? text[start..] : text.Slice(start, length);
            var at = authority.LastIndexOf((byte)'@');
            if (at > 0) FindIn(start, authority[..at], ref found);
            from = start;
        }
    }

    private static void FindIn(int start, ReadOnlySpan<byte> userinfo, ref List<SecretMatch>? found)
    {
        var colon = userinfo.IndexOf((byte)':');
        var user = colon < 0 ? userinfo.Length : colon;
        // A key is often given as the user, with no password or with a filler.
        if (user >= MinKey) (found ??= []).Add(new(start, start + user, ValueRules.UrlPassword));
        if (colon >= 0 && colon + 1 < userinfo.Length) (found ??= []).Add(new(start + colon + 1, start + userinfo.Length, ValueRules.UrlPassword));
    }
}
