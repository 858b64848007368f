using Fabrik.Core.Scope;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Requests of one route on both sides.</summary>
/// <param name="P95Run">Nearest rank in milliseconds; null where the route is gone.</param>
/// <param name="P95Baseline">Null where the route is new.</param>
/// <param name="CountRun">A run, on average.</param>
/// <param name="CountBaseline">Likewise.</param>
/// <param name="Trace">Of the slowest request; of the baseline where the run has none.</param>
public sealed record RouteDelta(string Name, double? P95Run, double? P95Baseline, double CountRun, double CountBaseline, TraceId? Trace)
{
    public double Delta => (P95Run ?? 0) - (P95Baseline ?? 0);
}
