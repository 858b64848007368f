namespace Fabrik.Laos.Baselines;

/// <summary>A number by which runs are compared.</summary>
/// <param name="Name">As in the config, e.g. <c>latency_ms.p95</c>.</param>
/// <param name="Unit"><c>ms</c>, <c>ratio</c> or <c>count</c>.</param>
/// <param name="P">For quantiles, 0 to 1.</param>
/// <param name="MoreIsWorse">False for what was got done.</param>
internal sealed record ComparedMetric(string Name, string Unit, double? P = null, bool MoreIsWorse = true)
{
    public static ComparedMetric ErrorRate { get; } = new("error_rate", "ratio");

    public static ComparedMetric LogErrorRate { get; } = new("log_error_rate", "ratio");

    public static ComparedMetric Requests { get; } = new("requests", "count", MoreIsWorse: false);

    public static IReadOnlyList<ComparedMetric> Latencies { get; } =
        [new("latency_ms.p50", "ms", 0.5), new("latency_ms.p95", "ms", 0.95), new("latency_ms.p99", "ms", 0.99)];

    public static ComparedMetric DatabaseTime { get; } = new("db_time_ms.p95", "ms", 0.95);

    /// <summary>In the order of reports.</summary>
    public static IReadOnlyList<ComparedMetric> All { get; } = [.. Latencies, ErrorRate, LogErrorRate, DatabaseTime, Requests];

    /// <summary>Noise multiplies times and counts, and adds to shares.</summary>
    public bool IsMultiplicative => Unit != "ratio";
}
