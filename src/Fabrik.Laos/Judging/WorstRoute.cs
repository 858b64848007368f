using Fabrik.Core.Scope;

namespace Fabrik.Laos.Judging;

/// <param name="P95">Nearest rank, in milliseconds.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Trace">The slowest of them.</param>
public sealed record WorstRoute(string Name, double P95, long Count, long Errors, TraceId? Trace);
