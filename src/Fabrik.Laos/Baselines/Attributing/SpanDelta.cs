using Fabrik.Core.Scope;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Spans of one name on both sides.</summary>
/// <param name="SelfDelta">Change of the mean time a span spends outside its children, in milliseconds.</param>
/// <param name="TotalDelta">Change of that time over a whole run, in milliseconds, at the run's number of requests: a span called more often counts too.</param>
/// <param name="CountRun">A run, on average.</param>
/// <param name="CountBaseline">Likewise.</param>
/// <param name="Trace">With the span of that name that took longest by itself; of the baseline where the run has none.</param>
public sealed record SpanDelta(string Name, double SelfDelta, double TotalDelta, double CountRun, double CountBaseline, TraceId? Trace);
