using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;
using Fabrik.Store;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Store;

/// <summary>
/// CPU use of a run from the metrics that its process sent: the increase of its CPU seconds over the time between its first and last point.
/// Names: OpenTelemetry semantic conventions (process.cpu.time, dotnet.process.cpu.time) and Prometheus' process collector.
/// </summary>
internal sealed class StoreCpu(IFabrikStore store, ProjectScope project)
{
    public const string Wanted = "process.cpu.time, dotnet.process.cpu.time or process_cpu_seconds_total with the run's id on its resource, twice at least";

    private static readonly string[] Counters = ["process.cpu.time", "dotnet.process.cpu.time", "process_cpu_seconds_total"];

    /// <summary>Null when no counter was sent twice.</summary>
    public async Task<MetricSample?> ReadAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        foreach (var name in Counters)
        {
            var series = new Dictionary<string, CpuSeries>(StringComparer.Ordinal);
            await foreach (var entry in store.Metrics.ReadAsync(project, request.Scope, name, request.Since, request.Until, cancellation))
            {
                if (entry.Point is not { Kind: MetricKind.Sum, Value: { } seconds } point) continue;
                var key = $"{entry.Service}\n{Encoding.UTF8.GetString(entry.Attributes.Span)}";
                series[key] = series.TryGetValue(key, out var before) ? before.With(point.Time, seconds, point.Delta) : CpuSeries.From(point.Time, seconds);
            }

            if (Share(series.Values) is { } share) return MetricSample.None with { CpuPct = share, CpuOf = "one core" };
        }

        return null;
    }

    private static double? Share(IReadOnlyCollection<CpuSeries> series)
    {
        if (series.Count == 0) return null;
        var (first, last) = (series.Min(s => s.First), series.Max(s => s.Last));
        return last > first ? series.Sum(s => s.Seconds) * 100_000 / last.MillisecondsSince(first) : null;
    }

    /// <param name="Seconds">Spent between the first and the last point.</param>
    private readonly record struct CpuSeries(UnixTime First, UnixTime Last, double Value, double Seconds)
    {
        public static CpuSeries From(UnixTime time, double value) => new(time, time, value, 0);

        // A counter that falls was started anew.
        public CpuSeries With(UnixTime time, double value, bool delta) =>
            this with { Last = time, Value = value, Seconds = Seconds + (delta ? value : value >= Value ? value - Value : value) };
    }
}
