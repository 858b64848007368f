using System.Diagnostics.CodeAnalysis;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Reads an <c>ExportMetricsServiceRequest</c>; one item a data point. Rejected: points without a name, time or value, sums and histograms
/// without a temporality, buckets that do not match their bounds. Points flagged NO_RECORDED_VALUE carry nothing: they are accepted and not
/// kept. Exponential histograms become explicit bounds. Exemplars, minima and maxima are not kept.
/// </summary>
public static class OtlpMetrics
{
    /// <inheritdoc cref="OtlpTraces.TryRead"/>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        OtlpFormat format,
        OtlpLimits limits,
        [NotNullWhen(true)] out OtlpBatch<MetricPoint>? batch,
        [NotNullWhen(false)] out string? error) =>
        OtlpRequest.TryRead(body, format, OtlpSignal.Metrics, limits, new MetricReader(limits), out batch, out error);
}
