using Fabrik.Core.Scope;

namespace Fabrik.Laos.Baselines.Attributing;

/// <param name="Title">Type and message.</param>
/// <param name="CountRun">A run, on average.</param>
/// <param name="CountBaseline">Likewise.</param>
/// <param name="Trace">One example; of the baseline where the group is gone.</param>
public sealed record ErrorDelta(string Title, ErrorChange Change, double CountRun, double CountBaseline, TraceId? Trace);
