using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Store.Evidence;

/// <summary>
/// Text in the one form that both stores hold and compare alike. Every text is cleaned on its way in, and so is every
/// text that is searched for.
/// </summary>
internal static class StoredText
{
    /// <summary>The longest text, in UTF-16 units, that takes part in a filter or an index.</summary>
    public const int MaxKeyLength = 256;

    private const int KeptOfLongKey = 200;
    private const char Replacement = '\uFFFD';

    /// <summary>U+0000 and unpaired surrogates become U+FFFD: PostgreSQL's text can't hold the one, UTF-8 the other.</summary>
    /// <returns>The same instance when there is nothing to replace.</returns>
    public static string Clean(string text)
    {
        var span = text.AsSpan();
        if (!span.Contains('\0') && !span.ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                if (char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]))
                {
                    target[i] = source[i];
                    target[++i] = source[i];
                }
                else
                {
                    target[i] = source[i] == '\0' || char.IsSurrogate(source[i]) ? Replacement : source[i];
                }
            }
        });
    }

    /// <summary>
    /// Cleans text that can be filtered by, and cuts it at <see cref="MaxKeyLength"/>: its start, <c>…</c> and 16 hex digits of its SHA-256.
    /// </summary>
    public static string Key(string text)
    {
        var clean = Clean(text);
        if (clean.Length <= MaxKeyLength) return clean;
        var kept = char.IsHighSurrogate(clean[KeptOfLongKey - 1]) ? KeptOfLongKey - 1 : KeptOfLongKey;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clean)).AsSpan(0, 8));
        return string.Concat(clean.AsSpan(0, kept), "…", hash);
    }
}
