using Fabrik.Core.Runs;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Tests.Judging;

public sealed class LintJudgeTests
{
    [Fact]
    public void A_quantile_at_its_limit_holds_and_above_it_fails()
    {
        var evidence = SomeEvidence.Of(SomeEvidence.Requests(100, 200, 350));

        Assert.Equal(VerdictStatus.Pass, Judge(Latency(p95: 350) with { Strict = Strictness.Point }, evidence).Verdict.Status);
        Assert.Equal(VerdictStatus.Fail, Judge(Latency(p95: 349.9) with { Strict = Strictness.Point }, evidence).Verdict.Status);
    }

    [Fact]
    public void The_finding_names_value_limit_n_and_the_slowest_span()
    {
        var evidence = SomeEvidence.Of([.. SomeEvidence.Requests(100, 200, 420), SomeEvidence.Span(9, 320, "db.query.users", database: true)]);

        var finding = Assert.Single(Judge(Latency(p95: 350) with { Strict = Strictness.Point }, evidence).Verdict.Findings);

        Assert.Equal("laos.latency_ms.p95", finding.RuleId);
        Assert.Equal(420, finding.Value);
        Assert.Equal(350, finding.Limit);
        Assert.Contains("n = 3 requests served", finding.Message, StringComparison.Ordinal);
        Assert.Equal("GET /cart", finding.Evidence[0].Label);
    }

    [Fact]
    public void No_spans_is_inconclusive_never_a_pass()
    {
        var verdict = Judge(Latency(p95: 350), SomeEvidence.Of()).Verdict;

        Assert.Equal(VerdictStatus.Inconclusive, verdict.Status);
        Assert.Equal("laos.latency_ms.p95", Assert.Single(verdict.NotEvaluated).RuleId);
    }

    [Fact]
    public void No_thresholds_judge_nothing_and_do_not_pass() =>
        Assert.Equal(VerdictStatus.Inconclusive, Judge(new LaosConfig(), SomeEvidence.Of(SomeEvidence.Requests(1))).Verdict.Status);

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_required_signal_that_is_not_complete_keeps_the_verdict_from_passing(SignalState state)
    {
        var evidence = SomeEvidence.Of(SomeEvidence.Load(100, _ => 100)) with { Signals = [state, SignalState.Complete(SignalKind.Errors)] };

        var verdict = Judge(Latency(p95: 350), evidence).Verdict;

        Assert.Equal(VerdictStatus.Inconclusive, verdict.Status);
        Assert.Equal(state.Reason, Assert.Single(verdict.NotEvaluated).Reason);
    }

    public static TheoryData<SignalState> Incomplete() =>
    [
        SignalState.Absent(SignalKind.Traces, "none came"),
        SignalState.Pending(SignalKind.Traces, "the run goes on"),
        SignalState.Partial(SignalKind.Traces, 0.9, "a tenth is missing"),
        SignalState.Unreachable(SignalKind.Traces, "nobody answers"),
        SignalState.Unsupported(SignalKind.Traces, "this source has none"),
    ];

    [Fact]
    public void A_broken_threshold_fails_even_where_something_else_could_not_be_judged()
    {
        var config = Latency(p95: 350) with { Thresholds = new() { LatencyMs = new() { P95 = 350 }, CpuPct = 75 } };

        var verdict = Judge(config, SomeEvidence.Of(SomeEvidence.Load(100, _ => 900))).Verdict;

        Assert.Equal(VerdictStatus.Fail, verdict.Status);
        Assert.Equal("laos.cpu_pct", Assert.Single(verdict.NotEvaluated).RuleId);
    }

    [Fact]
    public void Error_rate_counts_failed_requests_with_an_exact_binomial_interval()
    {
        var error = new StepError("TimeoutError", "db");
        var evidence = SomeEvidence.Of([.. Enumerable.Range(0, 10).Select(i => SomeEvidence.Request(i, 10, i < 2 ? error : null))]);
        var config = new LaosConfig { Thresholds = new() { ErrorRate = 0.01 } };

        var measure = Assert.Single(Judge(config, evidence).Measures);

        Assert.Equal(0.2, measure.Value);
        // Clopper-Pearson with 5 % on each side, as in R's binom.test(2, 10, conf.level = 0.9).
        Assert.Equal(0.03677144, measure.Low!.Value, 1e-7);
        Assert.Equal(0.50690131, measure.High!.Value, 1e-7);
    }

    [Fact]
    public void An_agent_that_serves_nothing_is_judged_by_the_calls_it_makes()
    {
        var evidence = SomeEvidence.Of(
            SomeEvidence.Span(0, 5000, "research-agent", StepKind.Agent),
            SomeEvidence.Span(1, 800, "chat", StepKind.Model, parent: 0),
            SomeEvidence.Span(2, 2600, "fetch", StepKind.Tool, parent: 0));

        var report = Judge(Latency(p95: 1000), evidence);

        Assert.Equal(2600, Assert.Single(report.Measures).Value);
        Assert.Equal("model, tool and retrieval calls", report.Measures[0].Of);
        Assert.Equal(MeasureState.Undecided, report.Measures[0].State);
        Assert.Equal("fetch", report.WorstSpans[0].Name);
    }

    [Fact]
    public void Database_time_counts_overlapping_queries_of_a_request_once()
    {
        var evidence = SomeEvidence.Of(
            SomeEvidence.Request(0, 100),
            SomeEvidence.Span(1, 30, "select", parent: 0, startsAfter: 10, database: true),
            SomeEvidence.Span(2, 30, "select", parent: 0, startsAfter: 20, database: true),
            SomeEvidence.Span(3, 20, "insert", parent: 0, startsAfter: 90, database: true));
        var config = new LaosConfig { Thresholds = new() { DbTimeMs = new() { P99 = 10 } } };

        // 10..50 once, and 90..100 of what reaches beyond the request.
        Assert.Equal(50, Assert.Single(Judge(config, evidence).Measures).Value, 1e-9);
    }

    [Fact]
    public void A_failure_that_travels_up_is_named_once_at_its_cause()
    {
        var error = new StepError("HttpError", "503");
        var evidence = SomeEvidence.Of(
            SomeEvidence.Span(0, 50, "agent", StepKind.Agent, error: new("HttpError", "503 (wrapped)")),
            SomeEvidence.Span(1, 40, "fetch", StepKind.Tool, parent: 0, error: error));

        var worst = Assert.Single(Judge(Latency(p95: 1), evidence).WorstErrors);

        Assert.Equal("HttpError: 503", worst.Title);
        Assert.Equal(1, worst.Count);
    }

    private static LintReport Judge(LaosConfig config, RunEvidence evidence) => SomeEvidence.Judge(config, evidence);

    private static LaosConfig Latency(double p95) => new() { Thresholds = new() { LatencyMs = new() { P95 = p95 } } };
}
