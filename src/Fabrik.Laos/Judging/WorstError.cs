using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Judging;

/// <param name="Title">Error type and message.</param>
/// <param name="Culprit">Route, function or transaction, where an error tracker tells.</param>
/// <param name="Example">A step; null for an error tracker's.</param>
/// <param name="Link">The group in the tracker's own pages.</param>
public sealed record WorstError(string Title, long Count, UnixTime LastSeen, string? Culprit, TraceId? Trace, StepId? Example, string? Link);
