using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <summary>One finished span as the judge sees it.</summary>
/// <param name="Parent">Null for a root, and where the source does not tell.</param>
/// <param name="Route">For requests that name one.</param>
/// <param name="Database">True for spans of a database client.</param>
/// <param name="Error">Set when the span failed.</param>
/// <param name="Service"><c>service.name</c>; null where the source does not tell.</param>
/// <param name="HttpStatus">Of the answer, for HTTP spans.</param>
/// <param name="ForeignRun">Another run that the span names beside the one it was found by: contamination.</param>
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
    StepError? Error,
    string? Service = null,
    int? HttpStatus = null,
    string? ForeignRun = null)
{
    public double Milliseconds => EndedAt.MillisecondsSince(StartedAt);
}
