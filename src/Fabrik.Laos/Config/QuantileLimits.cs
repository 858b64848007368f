using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>Upper limits of quantiles, in milliseconds.</summary>
public sealed record QuantileLimits
{
    [ConfigKey("Median.", Min = 0)]
    public double? P50 { get; init; }

    [ConfigKey("90th percentile.", Min = 0)]
    public double? P90 { get; init; }

    [ConfigKey("95th percentile.", Min = 0)]
    public double? P95 { get; init; }

    [ConfigKey("99th percentile.", Min = 0)]
    public double? P99 { get; init; }

    [ConfigKey("99.9th percentile.", Name = "p99.9", Min = 0)]
    public double? P999 { get; init; }

    [ConfigKey("The largest value.", Min = 0)]
    public double? P100 { get; init; }

    /// <summary>Those that are set, ascending: key, quantile, limit.</summary>
    public IEnumerable<(string Name, double P, double Limit)> Set()
    {
        if (P50 is { } p50) yield return ("p50", 0.5, p50);
        if (P90 is { } p90) yield return ("p90", 0.9, p90);
        if (P95 is { } p95) yield return ("p95", 0.95, p95);
        if (P99 is { } p99) yield return ("p99", 0.99, p99);
        if (P999 is { } p999) yield return ("p99.9", 0.999, p999);
        if (P100 is { } p100) yield return ("p100", 1, p100);
    }
}
