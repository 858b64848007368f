using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Judging;

/// <summary>Evidence to judge, complete unless a test says otherwise.</summary>
internal static class SomeEvidence
{
    private static readonly UnixTime Start = UnixTime.FromNanoseconds(1_770_000_000_000_000_000);

    public static RunEvidence Of(params SpanSample[] spans) => new()
    {
        Scope = new RunScope(RunId.Parse("run-1"), "checkout"),
        Since = Start,
        Until = Start.Add(TimeSpan.FromMinutes(10)),
        Spans = spans,
        Logs = new LogSample(1000, 1, Start.Add(TimeSpan.FromMinutes(9))),
        Signals = [SignalState.Complete(SignalKind.Traces), SignalState.Complete(SignalKind.Logs), SignalState.Complete(SignalKind.Errors)],
        Provenance = new Provenance("test", "1", Synthetic: true),
    };

    public static SpanSample[] Requests(params double[] milliseconds) => [.. milliseconds.Select((ms, i) => Request(i, ms))];

    public static SpanSample Request(int index, double milliseconds, StepError? error = null, string route = "/cart") =>
        Span(index, milliseconds, "GET " + route, StepKind.Span, SpanKind.Server, error: error) with { Route = route };

    public static SpanSample Span(
        int index,
        double milliseconds,
        string name,
        StepKind kind = StepKind.Span,
        SpanKind spanKind = SpanKind.Internal,
        double startsAfter = 0,
        int? parent = null,
        StepError? error = null,
        bool database = false)
    {
        TraceId.TryCreate((UInt128)(ulong)((parent ?? index) + 1), out var trace);
        var start = UnixTime.FromNanoseconds(Start.Nanoseconds + (long)(startsAfter * 1e6));
        return new SpanSample(
            Id(index), parent is { } p ? Id(p) : null, trace, name, kind, spanKind, start, UnixTime.FromNanoseconds(start.Nanoseconds + (long)(milliseconds * 1e6)), null, database, error);
    }

    private static StepId Id(int index) => StepId.Parse(index.ToString("x16", CultureInfo.InvariantCulture));
}
