using System.Globalization;
using System.Text;

namespace Fabrik.Core.Config.Diagnostics;

/// <summary>
/// Foreign text made fit for a terminal: tabs as four spaces, control, bidirectional and invisible characters shown by their code,
/// and the columns that each character takes (Unicode UAX #11: wide is two, combining is none).
/// </summary>
internal static class DisplayText
{
    private const int Tab = 4;

    /// <summary>Appends one character as shown and says how many columns it takes.</summary>
    public static int Append(StringBuilder text, Rune rune)
    {
        if (rune.Value == '\t')
        {
            text.Append(' ', Tab);
            return Tab;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                var code = $"<U+{rune.Value:X4}>";
                text.Append(code);
                return code.Length;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                text.Append(rune.ToString());
                return 0;
            default:
                text.Append(rune.ToString());
                return IsWide(rune.Value) ? 2 : 1;
        }
    }

    /// <summary>A sentence of a parser that may quote the file.</summary>
    public static string Clean(string message)
    {
        var text = new StringBuilder();
        foreach (var rune in message.EnumerateRunes()) Append(text, rune);
        return text.ToString();
    }

    /// <summary>A value inside a message: shown safely, and cut after 60 characters.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("`");
        var shown = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (shown++ == 60)
            {
                text.Append('…');
                break;
            }

            if (rune.Value == '\n') text.Append("\\n");
            else Append(text, rune);
        }

        return text.Append('`').ToString();
    }

    /// <summary>The blocks of East Asian wide and fullwidth characters and of emoji.</summary>
    private static bool IsWide(int c) => c is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA000 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF)
        or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
