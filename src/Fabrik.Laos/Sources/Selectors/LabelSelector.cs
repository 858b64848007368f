using System.Text;

namespace Fabrik.Laos.Sources.Selectors;

/// <summary>Label selectors as Prometheus, its kin and Pyroscope read them: <c>{a="b",c="d"}</c>.</summary>
public static class LabelSelector
{
    public static string Of(IEnumerable<KeyValuePair<string, string>> matchers) =>
        "{" + string.Join(",", matchers.Select(m => $"{Name(m.Key)}={Quote(m.Value)}")) + "}";

    /// <summary>A name as these stores keep it: whatever is no letter, digit or underscore becomes an underscore, as OpenTelemetry's exporters do.</summary>
    public static string Name(string name) => Name(name, static c => char.IsAsciiLetterOrDigit(c));

    /// <summary>The same for a metric, which may have colons too.</summary>
    public static string Metric(string name) => Name(name, static c => char.IsAsciiLetterOrDigit(c) || c == ':');

    private static string Name(string name, Func<char, bool> kept)
    {
        var text = new string([.. name.Select(c => kept(c) ? c : '_')]);
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? "_" + text : text;
    }

    /// <summary>A string literal with Go's escapes.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < 0x20 or 0x7f => text.Append($"\\x{rune.Value:x2}"),
                _ => text.Append(rune.ToString()),
            };
        }

        return text.Append('"').ToString();
    }
}
