using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>What a Loki lets be asked.</summary>
/// <param name="Version">Null when it does not say.</param>
/// <param name="MaxLines">Of one answer; asking for more is refused, not cut.</param>
/// <param name="MaxRange">Of one query; null for no limit.</param>
/// <param name="Told">False when the server would not print its configuration, so these are the defaults.</param>
internal sealed record LokiLimits(string? Version, int MaxLines, TimeSpan? MaxRange, bool Told)
{
    private const int DefaultLines = 5000;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromHours((30 * 24) + 1);

    /// <param name="printed">Of <c>/config</c>.</param>
    public static LokiLimits From(string? version, PrintedConfig printed)
    {
        if (printed.Text("limits_config.max_entries_limit_per_query") is null) return new LokiLimits(version, DefaultLines, DefaultRange, Told: false);
        return new LokiLimits(
            version,
            printed.Whole("limits_config.max_entries_limit_per_query") is > 0 and var lines ? Math.Min(lines, DefaultLines) : DefaultLines,
            printed.Duration("limits_config.max_query_length") switch
            {
                null => DefaultRange,
                { Ticks: > 0 } range => range,
                _ => null,
            },
            Told: true);
    }
}
