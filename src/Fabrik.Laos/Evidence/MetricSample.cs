namespace Fabrik.Laos.Evidence;

/// <summary>What a metrics backend said of the run.</summary>
/// <param name="CpuPct">Mean CPU use over the run, in percent of <paramref name="CpuOf"/>; null when unknown.</param>
/// <param name="CpuOf">The denominator in words, e.g. <c>one core</c>.</param>
/// <param name="Latency">Quantiles read from histograms: an estimate, used only where no span is to be had.</param>
/// <param name="Warnings">What the backend said beside its answer.</param>
public sealed record MetricSample(double? CpuPct, string? CpuOf, IReadOnlyList<HistogramQuantile> Latency, IReadOnlyList<string> Warnings)
{
    public static MetricSample None { get; } = new(null, null, [], []);
}
