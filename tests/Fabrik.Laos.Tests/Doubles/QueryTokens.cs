using System.Globalization;
using System.Text;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>Splits TraceQL and LogQL into tokens by Go's rules, apart from the code that writes the queries.</summary>
internal sealed class QueryTokens
{
    private static readonly string[] Signs =
    [
        "&>>", "&&", "||", ">>", "|=", "|~", "!=", "=~", "!~", ">=", "<=", "{", "}", "(", ")", "[", "]", ",", "|", "=", ">", "<", "!",
    ];

    private readonly List<QueryToken> _tokens = [];
    private int _at;

    public QueryTokens(string query)
    {
        for (var i = 0; i < query.Length;)
        {
            if (char.IsWhiteSpace(query[i])) i++;
            else if (query[i] == '"') _tokens.Add(new QueryToken(QueryTokenKind.Text, Interpreted(query, ref i)));
            else if (query[i] == '`') _tokens.Add(new QueryToken(QueryTokenKind.Text, Raw(query, ref i)));
            else if (char.IsAsciiLetterOrDigit(query[i]) || query[i] is '_' or '.') _tokens.Add(Word(query, ref i));
            else
            {
                var sign = Signs.FirstOrDefault(s => string.CompareOrdinal(query, i, s, 0, s.Length) == 0)
                    ?? throw new FormatException($"parse error at line 1, col {i + 1}: unexpected {query[i]}");
                _tokens.Add(new QueryToken(QueryTokenKind.Sign, sign));
                i += sign.Length;
            }
        }
    }

    public QueryToken Current => _at < _tokens.Count ? _tokens[_at] : new QueryToken(QueryTokenKind.End, "$end");

    public QueryToken Take() => _at < _tokens.Count ? _tokens[_at++] : throw new FormatException("parse error at line 1, col 1: syntax error: unexpected $end");

    public bool Is(string value) => Current.Kind is QueryTokenKind.Sign or QueryTokenKind.Word && Current.Value == value;

    public bool TryTake(string value)
    {
        if (!Is(value)) return false;
        _at++;
        return true;
    }

    public QueryToken Expect(string value) =>
        Is(value) ? Take() : throw new FormatException($"parse error at line 1, col 1: syntax error: unexpected {Current.Value}, expecting {value}");

    public string Text() => Take() is { Kind: QueryTokenKind.Text } token ? token.Value : throw new FormatException("parse error at line 1, col 1: syntax error: expecting STRING");

    private static QueryToken Word(string query, ref int i)
    {
        var word = new StringBuilder();
        while (i < query.Length)
        {
            // A quoted part of an attribute's name has two escapes only.
            if (query[i] == '"' && word.Length > 0 && word[^1] == '.') word.Append(Quoted(query, ref i));
            else if (char.IsAsciiLetterOrDigit(query[i]) || query[i] is '_' or '.' or ':' or '-' or '/') word.Append(query[i++]);
            else break;
        }

        var text = word.ToString();
        return new QueryToken(char.IsAsciiDigit(text[0]) ? QueryTokenKind.Number : QueryTokenKind.Word, text);
    }

    private static string Quoted(string query, ref int i)
    {
        var text = new StringBuilder();
        for (i++; ; i++)
        {
            if (i >= query.Length) throw new FormatException("unexpected EOF, expecting \"");
            if (query[i] == '"') break;
            if (query[i] == '\\' && query[++i] is not ('"' or '\\')) throw new FormatException("invalid escape sequence");
            text.Append(query[i]);
        }

        i++;
        return text.ToString();
    }

    private static string Raw(string query, ref int i)
    {
        var end = query.IndexOf('`', i + 1);
        if (end < 0) throw new FormatException("literal not terminated");
        var text = query[(i + 1)..end];
        i = end + 1;
        return text;
    }

    private static string Interpreted(string query, ref int i)
    {
        var text = new StringBuilder();
        for (i++; ; i++)
        {
            if (i >= query.Length || query[i] == '\n') throw new FormatException("literal not terminated");
            if (query[i] == '"') break;
            if (query[i] < ' ') throw new FormatException("invalid character in literal");
            if (query[i] != '\\')
            {
                text.Append(query[i]);
                continue;
            }

            switch (query[++i])
            {
                case 'n': text.Append('\n'); break;
                case 't': text.Append('\t'); break;
                case 'r': text.Append('\r'); break;
                case '"' or '\\': text.Append(query[i]); break;
                case 'u':
                    text.Append((char)ushort.Parse(query.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                default: throw new FormatException("unknown escape sequence");
            }
        }

        i++;
        return text.ToString();
    }
}
