using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Tests.Judging;

/// <summary>Evidence to judge, complete unless a test says otherwise.</summary>
internal static class SomeEvidence
{
    public static readonly SortedDictionary<string, string> Versions = new(StringComparer.Ordinal) { ["fabrik"] = "test" };

    public static readonly UnixTime Start = UnixTime.FromNanoseconds(1_770_000_000_000_000_000);

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

    /// <summary>Requests one after the other, as a load test makes them.</summary>
    public static SpanSample[] Load(int count, Func<int, double> milliseconds, Func<int, bool>? fails = null) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            Span(i, milliseconds(i), "GET /cart", StepKind.Span, SpanKind.Server, startsAfter: i * 10, error: fails?.Invoke(i) == true ? new StepError("500", "") : null) with { Route = "/cart" }),
    ];

    public static LoadOutcome Sent(long sent, long failed = 0, long errorStatuses = 0, string? problem = null, params string[] crossed) => new(
        "k6", "1.0.0", "http://localhost:8080", "f1", Start, Start.Add(TimeSpan.FromMinutes(1)), sent, failed, errorStatuses,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["p50"] = 52.5, ["p95"] = 90 }, crossed, problem is null ? 0 : 107, problem);

    public static LintReport Judge(LaosConfig config, RunEvidence evidence) => LintJudge.Judge(config, evidence, Versions);

    public static LaosConfig Limits(ThresholdsConfig thresholds, Strictness strict = Strictness.Interval) => new() { Strict = strict, Thresholds = thresholds };

    public static StepId Id(int index) => StepId.Parse(index.ToString("x16", CultureInfo.InvariantCulture));
}
