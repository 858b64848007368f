using System.Buffers;
using System.Text;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Sentry's search language, as far as tags need it.</summary>
public static class SentrySearch
{
    private const int MaxKey = 200;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    /// <summary>False for what Sentry never keeps as a tag's key, and what could therefore match nothing.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= MaxKey && !key.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>All of the tags: <c>tags[run_id]:"r" tags[agent]:"a"</c>; empty for none, which finds resolved errors too.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> tags) => string.Join(' ', tags.Select(t => $"tags[{t.Key}]:{Quote(t.Value)}"));

    /// <summary>The same for GlitchTip, which knows no wildcard: what can't be written is left out, and matches more.</summary>
    public static string Plain(IEnumerable<KeyValuePair<string, string>> tags) =>
        string.Join(' ', tags.Where(t => !t.Value.Contains('*', StringComparison.Ordinal) && !IsWidened(t.Value)).Select(t => $"{t.Key}:\"{t.Value}\""));

    /// <summary>True where <see cref="Quote"/> had to widen the value.</summary>
    public static bool IsWidened(string value) => value.Any(Unsayable);

    /// <summary>
    /// A quoted value. The language has no way to write a backslash before the closing quote, so quotes, backslashes and control
    /// characters become the wildcard <c>*</c>, which matches them (and more); an asterisk of the value itself is escaped.
    /// </summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (Unsayable(c)) text.Append('*');
            else if (c == '*') text.Append("\\*");
            else text.Append(c);
        }

        return text.Append('"').ToString();
    }

    private static bool Unsayable(char c) => c is '"' or '\\' || char.IsControl(c);
}
