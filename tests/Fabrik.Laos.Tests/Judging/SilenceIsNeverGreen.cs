using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Judging;

/// <summary>The four silences of the specification, and what else must never look like a pass.</summary>
public sealed class SilenceIsNeverGreen
{
    private static readonly LaosConfig Config = SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 350 }, ErrorRate = 0.05 });

    private static readonly RunEvidence Whole = SomeEvidence.Of(SomeEvidence.Load(400, _ => 40)) with { Load = SomeEvidence.Sent(400) };

    public static TheoryData<string, RunEvidence, string> Silences => new()
    {
        { "app killed", Nothing(SignalState.Absent(SignalKind.Traces, "no span of run run-1 in the window")) with { Load = SomeEvidence.Sent(400, failed: 400) }, "none of 400 requests to http://localhost:8080 got an answer" },
        { "traces backend dropped", Nothing(SignalState.Unreachable(SignalKind.Traces, "tempo: nobody answers at http://tempo:3200")), "tempo: nobody answers at http://tempo:3200" },
        { "run id mistagged", Nothing(SignalState.Absent(SignalKind.Traces, "no span of run run-1, but 400 of service checkout name run run-l")), "no span of run run-1, but 400 of service checkout name run run-l" },
        { "10 % sampling", Whole with { Spans = [.. Whole.Spans.Where((_, i) => i % 10 == 0)] }, "spans of 40 requests were seen, but k6 got 400 answers" },
    };

    [Fact]
    public void The_whole_evidence_passes() => Assert.Equal(VerdictStatus.Pass, SomeEvidence.Judge(Config, Whole).Verdict.Status);

    [Theory]
    [MemberData(nameof(Silences))]
    public void Each_silence_has_a_reason_of_its_own_and_does_not_pass(string name, RunEvidence evidence, string reason)
    {
        foreach (var config in (LaosConfig[])[Config, Config with { Strict = Strictness.Point }])
        {
            var report = SomeEvidence.Judge(config, evidence);

            Assert.NotEqual(VerdictStatus.Pass, report.Verdict.Status);
            Assert.False(report.Passes, name);
            Assert.Contains(reason, report.Verdict.NotEvaluated.Select(n => n.Reason).Concat(report.Verdict.Findings.Select(f => f.Message)));
            Assert.Single(Silences, other => report.Verdict.NotEvaluated.Any(n => n.Reason == other.Data.Item3) || report.Verdict.Findings.Any(f => f.Message == other.Data.Item3));
        }
    }

    [Fact]
    public void Sampling_shows_as_the_share_that_was_seen()
    {
        var report = SomeEvidence.Judge(Config, Whole with { Spans = [.. Whole.Spans.Take(40)] });

        Assert.Equal(0.1, report.Signals[0].State.Coverage);
    }

    [Theory]
    [InlineData(0, 0, null, VerdictStatus.Inconclusive, "k6 sent no request")]
    [InlineData(400, 0, "the script threw", VerdictStatus.Inconclusive, "the load test did not work: the script threw")]
    [InlineData(400, 200, null, VerdictStatus.Fail, "client_error_rate")]
    public void A_load_that_did_not_load_does_not_pass(long sent, long failed, string? problem, VerdictStatus expected, string reason)
    {
        var verdict = SomeEvidence.Judge(Config, Whole with { Load = SomeEvidence.Sent(sent, failed, problem: problem) }).Verdict;

        Assert.Equal(expected, verdict.Status);
        Assert.Contains(verdict.NotEvaluated.Select(n => n.Reason).Concat(verdict.Findings.Select(f => f.Message)), m => m.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tool_s_own_crossed_threshold_fails() =>
        Assert.Equal(VerdictStatus.Fail, SomeEvidence.Judge(Config, Whole with { Load = SomeEvidence.Sent(400, crossed: "http_req_duration: p(95)<10") }).Verdict.Status);

    [Fact]
    public void Client_and_server_are_put_side_by_side() =>
        Assert.Contains("the client's p50 is 52.5 ms, that of requests served 40 ms: 12.5 ms lie between them, in network and queues", SomeEvidence.Judge(Config, Whole).Notes);

    [Fact]
    public void A_run_whose_spans_name_another_run_does_not_pass_and_says_which()
    {
        var report = SomeEvidence.Judge(Config, Whole with { Spans = [.. Whole.Spans, SomeEvidence.Request(900, 5000) with { ForeignRun = "run-2" }] });

        Assert.Equal(VerdictStatus.Inconclusive, report.Verdict.Status);
        Assert.Equal((1, "run-2"), (report.Contamination.ForeignSpans, Assert.Single(report.Contamination.Runs)));
        Assert.Equal(40, report.Measures.Single(m => m.Metric == "latency_ms.p95").Value);
    }

    [Fact]
    public void A_limit_makes_its_signal_count_although_it_is_optional()
    {
        var config = Config with { Thresholds = new() { LogErrorRate = 0.5 } };
        SignalState[] states = [SignalState.Complete(SignalKind.Traces), SignalState.Complete(SignalKind.Errors), SignalState.Pending(SignalKind.Logs, "more lines are arriving")];

        Assert.Equal(VerdictStatus.Pass, SomeEvidence.Judge(Config, Whole with { Signals = states }).Verdict.Status);
        var verdict = SomeEvidence.Judge(config, Whole with { Signals = states }).Verdict;
        Assert.Equal((VerdictStatus.Inconclusive, "laos.signal.logs"), (verdict.Status, Assert.Single(verdict.NotEvaluated).RuleId));
    }

    [Fact]
    public void A_demanded_signal_that_nobody_spoke_of_is_missing()
    {
        var verdict = SomeEvidence.Judge(Config with { Signals = new() { Profiles = SignalDemand.True } }, Whole).Verdict;

        Assert.Equal(("laos.signal.profiles", "no source was asked for it"), (verdict.NotEvaluated[0].RuleId, verdict.NotEvaluated[0].Reason));
    }

    private static RunEvidence Nothing(SignalState traces) => SomeEvidence.Of() with
    {
        Load = SomeEvidence.Sent(400),
        Signals = [traces, SignalState.Complete(SignalKind.Logs), SignalState.Complete(SignalKind.Errors)],
    };
}
