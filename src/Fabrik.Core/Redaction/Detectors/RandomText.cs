using System.Collections.Frozen;
using System.Text;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>
/// Tells random keys from names, paths and ids by length, alphabet, how often the alphabet changes, and Shannon entropy.
/// Hex, plain words and numbers never count: trace ids, UUIDs, dates and digests are hex, and prose is words.
/// </summary>
internal static class RandomText
{
    /// <summary>Longer runs are files and images, not keys.</summary>
    private const int MaxLength = 256;
    private const int MinMixed = 24;
    private const int MinTwoClasses = 32;

    /// <summary>Bits a character. Random base64 of 24 characters has about 4.3; identifiers of that length about 3.5.</summary>
    private const double MinShannon = 3.7;

    /// <summary>Share of neighbours where the alphabet changes (a capital that opens a word aside): about 0.45 in random base62, under 0.2 in camelCase.</summary>
    private const double MinChanges = 0.26;

    /// <summary>What ids of models' and tools' calls begin with: random, and no secret.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IdPrefixes = new[]
    {
        "call", "chatcmpl", "cmpl", "toolu", "srvtoolu", "msg", "run", "thread", "asst", "resp", "rs", "req", "fc", "ws", "step", "file", "batch", "vs",
        "org", "proj", "user", "gen", "tool", "mcp", "fp", "lc", "trace", "span", "cus", "evt", "pi", "ch", "sub", "acct", "prod", "price", "in",
        "session", "conv", "agent", "aitxt", "aiobj", "tooluse", "functions",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="start">Start of a run of <see cref="Bytes.Run"/>.</param>
    /// <param name="end">Its end.</param>
    public static void Find(ReadOnlySpan<byte> text, int start, int end, ref List<SecretMatch>? found)
    {
        if (end - start is < MinMixed or > MaxLength || text[start..end].IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return;
        if (IsLabelled(text[..start]) || IsDigest(text[start..end]) || IsMedia(text[start..end])) return;

        Span<byte> counts = stackalloc byte[128];
        counts.Clear();
        var seen = default(RandomTextStatistics);
        var (first, last, separators) = (-1, -1, 0);
        for (var at = start; at < end;)
        {
            var partEnd = EndOfPart(text, at, end);
            var part = text[at..partEnd];
            if (partEnd < end && text[partEnd] is (byte)'_' or (byte)'-' && IsIdPrefix(part))
            {
                partEnd = EndOfPart(text, partEnd + 1, end);
            }
            else if (!IsOrdinary(part))
            {
                if (first < 0) first = at;
                last = partEnd;
                seen.Add(part, counts);
            }

            at = partEnd + 1;
        }

        if (first < 0) return;
        foreach (var c in text[first..last]) separators += Bytes.IsLetterOrDigit(c) ? 0 : 1;
        if (separators * 8 > seen.Length || !seen.IsRandom(counts, MinMixed, MinTwoClasses, MinChanges, MinShannon)) return;
        while (last < text.Length && text[last] == (byte)'=') last++;
        (found ??= []).Add(new(first, last, ValueRules.HighEntropy));
    }

    private static int EndOfPart(ReadOnlySpan<byte> text, int at, int end)
    {
        while (at < end && Bytes.IsLetterOrDigit(text[at])) at++;
        return at;
    }

    private static bool IsOrdinary(ReadOnlySpan<byte> part)
    {
        var (upper, lower, digits, hex) = (0, 0, 0, 0);
        foreach (var c in part)
        {
            upper += Bytes.IsUpper(c) ? 1 : 0;
            lower += Bytes.IsLower(c) ? 1 : 0;
            digits += Bytes.IsDigit(c) ? 1 : 0;
            hex += Bytes.IsHex(c) ? 1 : 0;
        }

        if (part.Length == 0 || digits == part.Length || (hex == part.Length && part.Length >= 8)) return true;
        return digits == 0 && (upper == 0 || lower == 0 || (upper == 1 && Bytes.IsUpper(part[0])));
    }

    private static bool IsIdPrefix(ReadOnlySpan<byte> part)
    {
        if (part.Length > 12) return false;
        Span<char> chars = stackalloc char[12];
        Ascii.ToUtf16(part, chars, out var length);
        return IdPrefixes.Contains(chars[..length]);
    }

    /// <summary>A data URL's content, or an SSH or container digest that says so.</summary>
    private static bool IsLabelled(ReadOnlySpan<byte> before) =>
        before.EndsWith(";base64,"u8) || before.EndsWith("SHA256:"u8) || before.EndsWith("sha256:"u8);

    /// <summary>Subresource integrity, as lock files have it.</summary>
    private static bool IsDigest(ReadOnlySpan<byte> run) => run.StartsWith("sha512-"u8) || run.StartsWith("sha384-"u8) || run.StartsWith("sha256-"u8) || run.StartsWith("sha1-"u8);

    /// <summary>How PNG, JPEG, GIF, WebP/WAV, PDF, SVG, ZIP and gzip files begin in base64.</summary>
    private static bool IsMedia(ReadOnlySpan<byte> run) =>
        run.StartsWith("iVBORw0KGgo"u8) || run.StartsWith("/9j/"u8) || run.StartsWith("R0lGOD"u8) || run.StartsWith("UklGR"u8)
        || run.StartsWith("JVBERi"u8) || run.StartsWith("PHN2Zy"u8) || run.StartsWith("UEsDB"u8) || run.StartsWith("H4sI"u8);
}
