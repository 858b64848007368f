using System.Text;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>The pieces of LogQL that questions are put together from. Foreign text enters only through here.</summary>
internal static class LogQl
{
    /// <summary>A label's name as Loki keeps it: OTLP's dots and all else that Prometheus has no place for become underscores.</summary>
    public static string Label(string name)
    {
        var label = new StringBuilder(name.Length + 1);
        foreach (var c in name) label.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (label.Length == 0 || char.IsAsciiDigit(label[0])) label.Insert(0, '_');
        return label.ToString();
    }

    /// <summary>Each label once, in the order of the names.</summary>
    public static IReadOnlyList<string> Labels(IEnumerable<string> names) => [.. names.Select(Label).Distinct(StringComparer.Ordinal)];

    public static string Is(string label, string value) => $"{label}={GoString.Quote(value)}";

    /// <summary>A label filter that holds when any of the labels, index label or structured metadata, has the value.</summary>
    public static string AnyIs(IEnumerable<string> labels, string value) => string.Join(" or ", labels.Select(l => Is(l, value)));

    public static string Containing(string text) => $"|= {GoString.Quote(text)}";

    /// <summary>
    /// Lines whose JSON has the value at the top under any of the names. Only those fields are taken out, and a line that is no JSON is passed over: its
    /// parser error would fail a whole metric query.
    /// </summary>
    /// <param name="prefix">Of the labels that the fields become; unique in the query.</param>
    public static string InJson(IReadOnlyList<string> names, string value, string prefix)
    {
        var fields = names.Distinct(StringComparer.Ordinal).Select((name, i) => (Label: $"{prefix}{i}", Path: $"[{GoString.Quote(name)}]")).ToList();
        return $"{Containing(value)} | json {string.Join(", ", fields.Select(f => $"{f.Label}={GoString.Quote(f.Path)}"))}"
            + $" | {AnyIs(fields.Select(f => f.Label), value)} | __error__=\"\"";
    }
}
