using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Loki;

/// <param name="Labels">Index labels, structured metadata and parsed fields in one, as Loki gives them.</param>
internal sealed record LogLine(UnixTime Time, string Text, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Equal for two copies of one line and for no two lines that Loki tells apart.</summary>
    public string Identity => string.Join('\u001f', Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}").Append(Text));
}
