using System.Globalization;
using System.Text;

namespace Fabrik.Cli.Terminal;

/// <summary>
/// Text that somebody else wrote, made safe to print: control, bidi and invisible characters are shown as <c>⟨U+202E⟩</c>,
/// so that no span name can move the cursor or reverse a line.
/// </summary>
internal static class ForeignText
{
    public static string Clean(string text)
    {
        var first = IndexOfUnsafe(text);
        if (first < 0) return text;

        var clean = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (IsUnsafe(rune)) clean.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
            else clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static int IndexOfUnsafe(string text)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnsafe(rune)) return index;
            index += rune.Utf16SequenceLength;
        }

        return -1;
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
