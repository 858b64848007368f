using System.Buffers;
using System.Text;
using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Mapping;

/// <summary>Text that fits a column: well-formed, without control characters, bounded.</summary>
internal static class PlainText
{
    public const int MaxName = 500;
    public const int MaxIdentifier = 200;

    private const string Cut = "…";

    // Control characters, the line separators, and what could be half a surrogate pair.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7f).Concat(Enumerable.Range(0x80, 0x20)).Append(0x2028).Append(0x2029).Select(c => (char)c)]);

    /// <summary>The same text with every half of a surrogate pair replaced by U+FFFD.</summary>
    public static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')) return text;
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) builder.Append(rune);
        return builder.ToString();
    }

    /// <summary>At most <see cref="Step.PreviewLength"/> characters on one line; null for nothing to show.</summary>
    public static string? Preview(string? text) => OneLine(text, Step.PreviewLength);

    /// <summary>
    /// One line of at most <paramref name="limit"/> characters: runs of white space collapsed, a cut shown by an ellipsis.
    /// Null when nothing is left.
    /// </summary>
    public static string? OneLine(string? text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length <= limit && !text.AsSpan().ContainsAny(Suspicious) && !text.Contains("  ", StringComparison.Ordinal)
            && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]))
            return WellFormed(text);

        var builder = new StringBuilder(Math.Min(text.Length, limit));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = builder.Length > 0;
                continue;
            }

            var needed = rune.Utf16SequenceLength + (space ? 1 : 0);
            if (builder.Length + needed > limit)
            {
                while (builder.Length > limit - Cut.Length) builder.Length -= char.IsLowSurrogate(builder[^1]) ? 2 : 1;
                return builder.Append(Cut).ToString();
            }

            if (space) builder.Append(' ');
            space = false;
            builder.Append(rune);
        }

        return builder.Length == 0 ? null : builder.ToString();
    }
}
