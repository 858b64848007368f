using Fabrik.Core.Reports;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Tests.Reports;

/// <summary>One report of each kind, and one whose every text wants to break out of the format.</summary>
internal static class SampleReports
{
    /// <summary>What no viewer may obey: tags, bidirectional controls, line breaks, workflow commands, control characters, a lone surrogate.</summary>
    public const string Hostile =
        "</script><img src=x onerror=alert(1)>\u202Egnp.exe\r\n::error::pwned %0A `x` |cell| [a](javascript:b) @team #1 ]]> \0\u001B[31m\uFFFE\uD800 &amp; www.evil.test https://evil.test";

    private static readonly Provenance Store = new("fabrik-store", "7", Synthetic: false);

    private static readonly SortedDictionary<string, string> Versions = new(StringComparer.Ordinal) { ["fabrik"] = "0.1.0", ["prices"] = "2026-11" };

    public static IReadOnlyDictionary<string, VerdictReport> ByName { get; } = new SortedDictionary<string, VerdictReport>(StringComparer.Ordinal)
    {
        ["pass"] = Report(Verdict.From([], ["laos.latency_ms.p95", "laos.error_rate"], [], Versions)),
        ["fail"] = Report(
            Verdict.From(
                [
                    new Finding("laos.log_errors", Severity.Info, "2 log lines at ERROR", 2, 5, null, [new("log", "severity>=17", null, Store)]),
                    new Finding(
                        "laos.latency_ms.p95",
                        Severity.Error,
                        "p95 of POST /chat is above its limit",
                        412.3456,
                        350,
                        "ms",
                        [new("step", "s-17", "POST /chat", Store), new("trace", "0af7651916cd43dd8448eb211c80319c", null, Store)],
                        new SourceLocation(".laosrc.yaml", 6, 5)),
                    new Finding("laos.latency_ms.p95", Severity.Error, "p95 of GET /search is above its limit", 350.04, 350, "ms", [new("step", "s-18", "GET /search", Store)]),
                    new Finding("laos.error_rate", Severity.Warning, "error rate is near its limit", 0.0048, 0.005, "ratio", [new("query", "status=error", "errors", Store with { Synthetic = true })]),
                ],
                ["laos.latency_ms.p95", "laos.error_rate", "laos.log_errors", "laos.throughput"],
                [new NotEvaluated("laos.profile.cpu", "no profile reached the store", "a profile of run r1")],
                Versions,
                seed: 18446744073709551615),
            SignalState.Partial(SignalKind.Traces, 0.925, "75 of 1000 requests left no span"),
            SignalState.Absent(SignalKind.Profiles, "no profile was sent")),
        ["inconclusive"] = Report(
            Verdict.From([], ["laos.error_rate"], [new NotEvaluated("laos.latency_ms.p99", "too few requests: 120", "n ≥ 299")], Versions),
            SignalState.Complete(SignalKind.Traces)),
        ["nothing-judged"] = Report(Verdict.From([], [], [], Versions)),
        ["error"] = Report(Verdict.Error("the store could not be read", Versions)),
        ["hostile"] = new VerdictReport(
            Hostile,
            Hostile,
            Verdict.From(
                [
                    new Finding(Hostile, Severity.Error, Hostile, double.PositiveInfinity, 1, Hostile, [new(Hostile, Hostile, Hostile, new(Hostile, Hostile, true))], new SourceLocation("a,b:c%\n::" + Hostile, 1, 1)),
                ],
                [Hostile],
                [new NotEvaluated(Hostile + "2", Hostile, Hostile)],
                new SortedDictionary<string, string>(StringComparer.Ordinal) { [Hostile] = Hostile }),
            [SignalState.Pending(SignalKind.Logs, Hostile)],
            [new ReportFact(Hostile, Hostile)]),
    };

    private static VerdictReport Report(Verdict verdict, params SignalState[] signals) =>
        new("Lint", "research-agent-20260211T101500Z-01020304", verdict, signals, [new("window", "2026-02-11T10:15:00Z to 2026-02-11T10:20:00Z"), new("requests", "1000")]);
}
