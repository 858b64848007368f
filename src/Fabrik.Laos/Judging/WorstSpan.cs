using Fabrik.Core.Scope;

namespace Fabrik.Laos.Judging;

/// <param name="P99">Nearest rank, in milliseconds.</param>
/// <param name="TotalMs">All of them together.</param>
/// <param name="Example">The slowest of them.</param>
public sealed record WorstSpan(string Name, double P99, double Max, long Count, double TotalMs, StepId Example, TraceId? Trace);
