using System.Globalization;
using System.Text;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>Reads <c>{a="b",c="d"}</c> as Go's lexer would.</summary>
internal static class SelectorText
{
    /// <exception cref="FormatException">Anything but equality matchers.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}') throw new FormatException(text);
        var at = 1;
        while (at < text.Length - 1)
        {
            var equals = text.IndexOf("=\"", at, StringComparison.Ordinal);
            if (equals < 0) throw new FormatException(text);
            var name = text[at..equals];
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) throw new FormatException(name);
            labels[name] = String(text, equals + 1, out at);
            if (at < text.Length - 1 && text[at++] != ',') throw new FormatException(text);
        }

        return labels;
    }

    private static string String(string text, int at, out int end)
    {
        var value = new StringBuilder();
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] is '\n') throw new FormatException("a line break in a literal");
            if (text[at] != '\\')
            {
                value.Append(text[at]);
                continue;
            }

            var escape = text[++at];
            value.Append(escape switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '"' or '\\' => escape,
                'x' => (char)int.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                'u' => (char)int.Parse(text.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => throw new FormatException(text),
            });
            at += escape switch { 'x' => 2, 'u' => 4, _ => 0 };
        }

        end = at + 1;
        return value.ToString();
    }
}
