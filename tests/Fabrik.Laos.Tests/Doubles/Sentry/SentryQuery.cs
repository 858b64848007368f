using System.Text;
using System.Text.RegularExpressions;

namespace Fabrik.Laos.Tests.Doubles.Sentry;

/// <summary>Reads Sentry's search language by its own grammar: in a quoted value only <c>\"</c> is an escape, and <c>*</c> without a backslash is a wildcard.</summary>
internal static class SentryQuery
{
    /// <exception cref="FormatException">Anything but terms of quoted values.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string query)
    {
        List<KeyValuePair<string, string>> terms = [];
        var at = 0;
        while (at < query.Length)
        {
            var colon = query.IndexOf(":\"", at, StringComparison.Ordinal);
            if (colon < 0) throw new FormatException($"no term at {at} of {query}");
            var key = query[at..colon];
            if (key.StartsWith("tags[", StringComparison.Ordinal) && key.EndsWith(']')) key = key[5..^1];
            if (key.Any(char.IsWhiteSpace)) throw new FormatException($"free text before {key}");
            var value = new StringBuilder();
            for (at = colon + 2; at < query.Length && query[at] != '"'; at++)
            {
                if (query[at] == '\\' && at + 1 < query.Length && query[at + 1] == '"') at++;
                value.Append(query[at]);
            }

            if (at++ >= query.Length) throw new FormatException($"a value of {query} does not end");
            terms.Add(new(key, value.ToString()));
            if (at < query.Length && query[at++] != ' ') throw new FormatException($"no space at {at} of {query}");
        }

        return terms;
    }

    public static bool Matches(string pattern, string value)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] == '*') regex.Append(Regex.Escape(pattern[++i].ToString()));
            else if (pattern[i] == '*') regex.Append("[\\s\\S]*");
            else regex.Append(Regex.Escape(pattern[i].ToString()));
        }

        return Regex.IsMatch(value, regex.Append("\\z").ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }
}
