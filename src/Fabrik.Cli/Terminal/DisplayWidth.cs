using System.Globalization;
using System.Text;

namespace Fabrik.Cli.Terminal;

/// <summary>How many columns text takes: none for combining marks, two for East Asian wide characters and emoji.</summary>
internal static class DisplayWidth
{
    // Unicode 15.1 EastAsianWidth.txt, classes W and F, joined into the blocks that matter for names and messages.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
        (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Of(rune);
        return width;
    }

    /// <summary>The text, or what of it fits with an ellipsis.</summary>
    public static string Fit(string text, int columns)
    {
        if (columns <= 0) return "";
        if (Of(text) <= columns) return text;

        var kept = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns - 1) break;
            kept.Append(rune.ToString());
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The text, or its two ends around an ellipsis.</summary>
    public static string FitMiddle(string text, int columns)
    {
        if (Of(text) <= columns) return text;
        var tail = Math.Max(0, (columns - 1) / 2);
        var start = Math.Max(0, text.Length - tail);
        if (start < text.Length && char.IsLowSurrogate(text[start])) start++;
        var end = text[start..];
        return Fit(text, columns - Of(end)) + end;
    }

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        foreach (var (first, last) in Wide)
        {
            if (rune.Value < first) return 1;
            if (rune.Value <= last) return 2;
        }

        return 1;
    }
}
