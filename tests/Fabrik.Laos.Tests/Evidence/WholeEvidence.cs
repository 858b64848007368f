using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Tests.Judging;

namespace Fabrik.Laos.Tests.Evidence;

/// <summary>Evidence with something in every place that there is.</summary>
internal static class WholeEvidence
{
    public static RunEvidence Of(params SpanSample[] spans) => SomeEvidence.Of(spans) with
    {
        Scope = new RunScope(RunId.Parse("run-1"), "checkout", "ralph-1", "local"),
        Errors =
        [
            new ErrorGroup("DbError: timeout", 4, SomeEvidence.Start, "GET /api/checkout", spans.FirstOrDefault()?.Trace, "https://sentry.example/issues/7"),
            new ErrorGroup("KeyError: <b>\u202e", 1, SomeEvidence.Start),
        ],
        Profiles = new ProfileSample(["process_cpu:cpu:nanoseconds:cpu:nanoseconds"], [new FunctionCost("parse", 0.3, 3e9, "nanoseconds")]),
        Metrics = new MetricSample(62.5, "one core", [new HistogramQuantile(0.95, 480, 250, null, 1000)], ["the scrape interval is long"]),
        Load = SomeEvidence.Sent(spans.Count(s => s.SpanKind == SpanKind.Server), 0, 1),
        Signals =
        [
            SignalState.Complete(SignalKind.Traces), SignalState.Complete(SignalKind.Logs), SignalState.Complete(SignalKind.Errors),
            SignalState.Partial(SignalKind.Profiles, 0.5, "half of the run was profiled"), SignalState.Complete(SignalKind.Metrics),
        ],
        Sources = [new SourceVersion("loki", null), new SourceVersion("tempo", "3.0.3")],
        Queries = [new RawQuery(SignalKind.Traces, "tempo", "TraceQL", "{ .run_id = \"run-1\" }", "https://grafana.example/explore?x=1")],
        Notes = ["tempo answered in 3 windows"],
        Logs = new LogSample(1000, 1, SomeEvidence.Start, "detected_level", "label"),
    };

    public static SpanSample[] Spans() =>
    [
        .. Enumerable.Range(0, 120).Select(i => SomeEvidence.Request(i, 100 + (i * 3), i == 39 ? new StepError("DbError", "timeout") : null, i % 2 == 0 ? "/cart" : "/api/checkout") with
        {
            Service = "checkout", HttpStatus = i == 39 ? 503 : 200,
        }),
        SomeEvidence.Span(150, 320, "db.query.users", parent: 39, database: true),
        SomeEvidence.Span(151, 20, "orphan", parent: 9999),
        SomeEvidence.Span(152, 20, "ask", StepKind.Model) with { Trace = null },
    ];
}
