using System.Globalization;
using System.Text;

namespace Fabrik.Laos.Tests.Doubles.Posthog;

/// <summary>Evaluates the conditions of a WHERE that the lint writes, reading its literals as ClickHouse would.</summary>
internal static class HogQlText
{
    /// <summary>True where the event satisfies every comparison; comparisons of properties joined by OR need one.</summary>
    public static bool Matches(string query, PosthogEvent e)
    {
        var start = query.IndexOf(" WHERE ", StringComparison.Ordinal);
        if (start < 0) return false;
        var at = start + " WHERE ".Length;
        var (any, all) = (false, true);
        while (at < query.Length)
        {
            if (Skip(query, ref at, "event = ")) all &= e.Name == Literal(query, ref at, '\'');
            else if (Skip(query, ref at, "timestamp >= toDateTime(")) all &= e.At >= Time(Literal(query, ref at, '\''));
            else if (Skip(query, ref at, "timestamp < toDateTime(")) all &= e.At < Time(Literal(query, ref at, '\''));
            else if (Skip(query, ref at, "properties.`"))
            {
                at--;
                var name = Literal(query, ref at, '`');
                if (!Skip(query, ref at, " = ")) throw new FormatException(query[at..]);
                any |= e.Of(name) == Literal(query, ref at, '\'');
                if (Skip(query, ref at, " OR ")) continue;
                (all, any) = (all & any, false);
            }
            else if (Skip(query, ref at, "positionCaseInsensitive("))
            {
                at = query.IndexOf(", ''))", query.IndexOf("$exception_message", at, StringComparison.Ordinal), StringComparison.Ordinal);
                at = query.IndexOf("), '", at, StringComparison.Ordinal) + 3;
                all &= $"{e.Of("$exception_types")}: {e.Of("$exception_values")}".Contains(Literal(query, ref at, '\''), StringComparison.OrdinalIgnoreCase);
                if (!Skip(query, ref at, ") > 0")) throw new FormatException(query[at..]);
            }
            else if (!(Skip(query, ref at, " AND ") || Skip(query, ref at, "(") || Skip(query, ref at, ")")))
            {
                return query[at..].StartsWith(" GROUP BY ", StringComparison.Ordinal) ? all : throw new FormatException($"unexpected: {query[at..]}");
            }
        }

        return all;
    }

    /// <summary>The literal that starts here; <paramref name="at"/> moves behind it.</summary>
    public static string Literal(string text, ref int at, char quote)
    {
        if (text[at] != quote) throw new FormatException($"no literal: {text[at..]}");
        var value = new StringBuilder();
        for (at++; text[at] != quote; at++)
        {
            value.Append(text[at] != '\\' ? text[at] : text[++at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '0' => '\0', var c => c });
        }

        at++;
        return value.ToString();
    }

    private static bool Skip(string text, ref int at, string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0) return false;
        at += expected.Length;
        return true;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
