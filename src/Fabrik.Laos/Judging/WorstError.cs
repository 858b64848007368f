using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Judging;

/// <param name="Title">Error type and message.</param>
public sealed record WorstError(string Title, long Count, UnixTime LastSeen, StepId Example, TraceId? Trace);
