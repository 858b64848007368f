using System.Globalization;
using System.Text;

namespace Fabrik.Core.Text;

/// <summary>
/// Foreign text made safe to look at: what is invisible, reorders the line (bidirectional controls) or breaks it is written out as
/// <c>⟨U+202E⟩</c>. The result holds only characters that XML allows, and no lone surrogates.
/// </summary>
public static class VisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Text for one line: line breaks become ⏎ and tabs a space. The same instance when nothing had to change.</summary>
    public static string Line(string text) => Show(text, keepLines: false);

    /// <summary>Text of many lines: line feeds and tabs stay; CR LF becomes LF.</summary>
    public static string Lines(string text) => Show(text, keepLines: true);

    private static string Show(string text, bool keepLines)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var shown = new StringBuilder(text.Length + 16);
        var previous = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Append(shown, rune, previous, keepLines);
            previous = rune.Value;
        }

        return shown.Equals(text) ? text : shown.ToString();
    }

    private static void Append(StringBuilder shown, Rune rune, int previous, bool keepLines)
    {
        switch (rune.Value)
        {
            case '\r':
                shown.Append(keepLines ? '\n' : '⏎');
                break;
            case '\n' when previous == '\r':
                break;
            case '\n':
                shown.Append(keepLines ? '\n' : '⏎');
                break;
            case '\t':
                shown.Append(keepLines ? '\t' : ' ');
                break;
            case var value when IsHidden(rune):
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{value:X4}⟩");
                break;
            default:
                shown.Append(rune.ToString());
                break;
        }
    }

    // The two joiners stay: emoji, Persian and Indic scripts are spelt with them. U+FFFE, U+FFFF and their like are no characters at all.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Format => rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner),
            _ => (rune.Value & 0xFFFE) == 0xFFFE,
        };
}
