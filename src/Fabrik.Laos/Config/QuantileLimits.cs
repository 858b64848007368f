namespace Fabrik.Laos.Config;

/// <summary>Upper limits of quantiles, in milliseconds.</summary>
public sealed record QuantileLimits
{
    public double? P50 { get; init; }

    public double? P90 { get; init; }

    public double? P95 { get; init; }

    public double? P99 { get; init; }

    public double? P999 { get; init; }

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
