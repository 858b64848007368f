using System.Globalization;
using System.Text;

namespace Fabrik.Laos.Sources.Http;

/// <summary>Texts as TraceQL and LogQL read them: both take Go's interpreted string literals and RE2 patterns.</summary>
internal static class GoString
{
    private const string Metacharacters = "\\.+*?()|[]{}^$";

    /// <summary>A literal in double quotes that reads back as the text; halves of surrogate pairs become U+FFFD.</summary>
    public static string Quote(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') literal.Append('\\').Append((char)rune.Value);
            else if (Rune.IsControl(rune) || rune.Value == 0xFEFF) literal.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else literal.Append(rune.ToString());
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A pattern that matches the text and nothing else.</summary>
    public static string Pattern(string text)
    {
        var pattern = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Metacharacters.Contains(c, StringComparison.Ordinal)) pattern.Append('\\');
            pattern.Append(c);
        }

        return pattern.ToString();
    }
}
