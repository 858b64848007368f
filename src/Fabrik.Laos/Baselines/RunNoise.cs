using Fabrik.Core.Statistics;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines;

/// <summary>
/// The minimum detectable effect from A/A runs: (t₁₋α⸝₂ + t₀.₈) s √(1 + 1/n), Bloom, Evaluation Review 19 (1995), with s over the runs on
/// the metric's scale. It is what one more run must differ by to be told from noise four times in five.
/// </summary>
public static class RunNoise
{
    private const double Power = 0.8;

    /// <param name="runs">Of one fingerprint, as the caller warrants; fewer than two answer nothing.</param>
    /// <param name="alpha">Two-sided chance of a false alarm for one metric.</param>
    /// <returns>By metric, those that every run has.</returns>
    public static IReadOnlyDictionary<string, MetricNoise> Of(IReadOnlyList<RunEvidence> runs, double alpha) =>
        Of([.. runs.Select(RunSeries.From).OrderBy(r => r.Run)], alpha);

    internal static SortedDictionary<string, MetricNoise> Of(IReadOnlyList<RunSeries> runs, double alpha)
    {
        var noise = new SortedDictionary<string, MetricNoise>(StringComparer.Ordinal);
        if (runs.Count < 2) return noise;
        foreach (var metric in ComparedMetric.All)
        {
            if (runs.All(r => r.Of(metric) is not null)) noise.Add(metric.Name, Of(metric, new Side(metric, [.. runs.Select(r => (r.Run, r.Of(metric)!))]), alpha));
        }

        return noise;
    }

    private static MetricNoise Of(ComparedMetric metric, Side side, double alpha)
    {
        var (n, scale, centre) = (side.Values.Length, Scale.For(metric, side.Values), side.Centre);
        var spread = Math.Sqrt(Math.Max(Side.Variance([.. side.Values.Select(scale.To)]), side.WithinVariance(scale)));
        var reach = (StudentDistribution.Quantile(1 - (alpha / 2), n - 1) + StudentDistribution.Quantile(Power, n - 1)) * spread * Math.Sqrt(1 + (1.0 / n));
        return new MetricNoise(metric.Name, metric.Unit, n, centre, scale.From(scale.To(centre) + reach) - centre);
    }
}
