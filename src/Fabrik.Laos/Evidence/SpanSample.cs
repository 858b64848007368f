using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <summary>One finished span as the judge sees it.</summary>
/// <param name="Parent">Null for a root.</param>
/// <param name="Route">For requests that name one.</param>
/// <param name="Database">True for spans of a database client.</param>
/// <param name="Error">Set when the span failed.</param>
public sealed record SpanSample(
    StepId Id,
    StepId? Parent,
    TraceId? Trace,
    string Name,
    StepKind Kind,
    SpanKind SpanKind,
    UnixTime StartedAt,
    UnixTime EndedAt,
    string? Route,
    bool Database,
    StepError? Error)
{
    public double Milliseconds => EndedAt.MillisecondsSince(StartedAt);
}
