using System.Buffers;
using System.Text;
using Fabrik.Core.Text;

namespace Fabrik.Core.Reports;

/// <summary>Foreign text inside GitHub Flavored Markdown: it shows as it is and never becomes markup, a link or a mention.</summary>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create("\\*_{}[]~$");

    /// <summary>Running text for inside a line, also for table cells: one line, and nothing that only counts at a line's start is escaped.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var previous = '\0';
        foreach (var c in VisibleText.Line(text))
        {
            switch (c)
            {
                case '/' when previous == ':':
                case '.' when previous is 'w' or 'W':
                    // GitHub makes links of bare https:// and www. addresses.
                    escaped.Append('\\').Append(c);
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '|' or '`':
                    // A backslash before a bar can be eaten by one of the text's own.
                    escaped.Append("&#").Append((int)c).Append(';');
                    break;
                case '@' or '#':
                    // GitHub links mentions and issues after rendering, where a backslash is gone; an empty comment splits them.
                    escaped.Append('\\').Append(c).Append("<!-- -->");
                    break;
                default:
                    if (Punctuation.Contains(c)) escaped.Append('\\');
                    escaped.Append(c);
                    break;
            }

            previous = c;
        }

        return escaped.ToString();
    }

    /// <summary>An id or a name in code type, also for table cells.</summary>
    public static string Code(string text)
    {
        var shown = VisibleText.Line(text);
        if (string.IsNullOrWhiteSpace(shown)) return "";

        // Back quotes would end a code span, and a table splits at bars even inside one; HTML takes both as entities.
        return shown.AsSpan().ContainsAny('`', '|') ? $"<code>{Escape(shown)}</code>" : $"`{shown}`";
    }
}
