using System.Text.Json;
using System.Text.RegularExpressions;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Tests.Doubles.Loki;

/// <param name="Stream">Index labels.</param>
/// <param name="Metadata">Structured metadata.</param>
internal sealed record StoredLine(UnixTime Time, string Text, IReadOnlyDictionary<string, string> Stream, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>All labels a query starts with: the service Loki makes up where none is named, and the level it detects.</summary>
    public Dictionary<string, string> Labels(bool detectsLevels)
    {
        var labels = Stream.Concat(Metadata).ToDictionary(StringComparer.Ordinal);
        labels.TryAdd("service_name", "unknown_service");
        if (detectsLevels) labels.TryAdd("detected_level", Level());
        return labels;
    }

    private string Level()
    {
        var told = Metadata.GetValueOrDefault("severity_text") ?? Metadata.GetValueOrDefault("level") ?? Stream.GetValueOrDefault("level") ?? Field() ?? Text;
        return Regex.Match(told, "(?i)critical|fatal|error|warn|info|debug|trace", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? match.Value.ToLowerInvariant()
            : "unknown";
    }

    private string? Field()
    {
        try
        {
            using var json = JsonDocument.Parse(Text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("level", out var level) ? level.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
