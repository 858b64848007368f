using System.Buffers;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Runs every detector over one text; each is gated by a vectorised look for what it can't do without.</summary>
internal static class SecretScan
{
    /// <summary>The shortest secret any detector knows.</summary>
    public const int MinLength = 6;
    private const int MinLong = 10;
    private static readonly SearchValues<byte> PlainName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz._"u8);
    private static readonly SearchValues<byte> Signs = SearchValues.Create("@=:"u8);

    /// <summary>Lower-case words without digits hold no secret: most keys are such.</summary>
    public static bool IsPlainName(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(PlainName);

    /// <param name="identifier">True where randomness alone is no sign of a secret.</param>
    /// <returns>Disjoint matches in order; null for none.</returns>
    public static List<SecretMatch>? Find(ReadOnlySpan<byte> text, KeyRules keys, bool identifier)
    {
        if (text.Length < MinLength) return null;
        List<SecretMatch>? found = null;
        if (text.Length >= MinLong)
        {
            PemScan.Find(text, ref found);
            LongRunScan.Find(text, identifier, ref found);
            CredentialScan.Find(text, ref found);
            AssignmentScan.FindFlags(text, keys, ref found);
        }

        if (text.ContainsAny(Signs))
        {
            UrlScan.Find(text, ref found);
            AssignmentScan.Find(text, keys, ref found);
            EmailScan.Find(text, ref found);
        }

        DigitScan.Find(text, ref found);
        if (found is null) return null;
        DropMarkers(text, found);
        return found.Count == 0 ? null : Disjoint(text, found);
    }

    /// <summary>A marker from an earlier pass may look like a value; it is none.</summary>
    private static void DropMarkers(ReadOnlySpan<byte> text, List<SecretMatch> found)
    {
        var (start, length) = RedactionMarker.FindText(text, 0);
        if (start < 0) return;
        var kept = 0;
        foreach (var match in found.OrderBy(m => m.Start).ToArray())
        {
            while (start >= 0 && start + length <= match.Start) (start, length) = RedactionMarker.FindText(text, start + length);
            if (start >= 0 && match.Start >= start && match.End <= start + length) continue;
            found[kept++] = match;
        }

        found.RemoveRange(kept, found.Count - kept);
    }

    /// <summary>Overlapping matches become one; the longest names the rule, among equals the first found.</summary>
    private static List<SecretMatch> Disjoint(ReadOnlySpan<byte> text, List<SecretMatch> found)
    {
        var result = new List<SecretMatch>(found.Count);
        foreach (var match in found.OrderBy(m => m.Start).ThenByDescending(m => m.Length))
        {
            if (result.Count == 0 || match.Start >= result[^1].End) result.Add(match);
            else if (match.End > result[^1].End)
                result[^1] = new(result[^1].Start, match.End, match.Length > result[^1].Length ? match.Rule : result[^1].Rule);
        }

        for (var i = 0; i < result.Count; i++) result[i] = OnCharacters(text, result[i]);
        return result;
    }

    /// <summary>Never cuts a UTF-8 sequence.</summary>
    private static SecretMatch OnCharacters(ReadOnlySpan<byte> text, SecretMatch match)
    {
        var (start, end) = (match.Start, match.End);
        while (start > 0 && (text[start] & 0xC0) == 0x80) start--;
        while (end < text.Length && (text[end] & 0xC0) == 0x80) end++;
        return new(start, end, match.Rule);
    }
}
