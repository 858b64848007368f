using Fabrik.Core.Randomness;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Baselines;

public sealed class RunComparerTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void A_run_compared_with_itself_is_the_same_in_everything() => Prop.ForAll(Seeds, seed =>
    {
        var run = SomeRuns.Run("run", CounterRandom.From((ulong)seed), 800);
        var comparison = Compare([run], [run]);
        return comparison.Deltas.Count == 6 && comparison.Deltas.All(d => d is { State: DeltaState.Same, Delta: 0, Interval: { Low: 0, High: 0 } } && d.Effect is null or 0)
            && comparison.Attribution is { Spans: [], Routes: [], Errors: [] };
    }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Swapping_run_and_baseline_mirrors_every_difference() => Prop.ForAll(Seeds, seed =>
    {
        var random = CounterRandom.From((ulong)seed);
        var (a, b) = (SomeRuns.Run("a", random.Fork("a"), 500), SomeRuns.Run("b", random.Fork("b"), 500, level: 1.3));
        return Compare([a], [b]).Deltas.Zip(Compare([b], [a]).Deltas).All(pair =>
            pair.First.Delta == -pair.Second.Delta && pair.First.Effect == -pair.Second.Effect
            && Near(pair.First.Interval!.Value.Low, -pair.Second.Interval!.Value.High) && Near(pair.First.Interval.Value.High, -pair.Second.Interval.Value.Low));
    }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void The_order_of_spans_and_runs_changes_nothing() => Prop.ForAll(Seeds, seed =>
    {
        var random = CounterRandom.From((ulong)seed);
        List<RunEvidence> runs = SomeRuns.Runs("run", 2, random, 200), baselines = SomeRuns.Runs("base", 11, random, 200);
        var shuffled = baselines.Select(b => Shuffled(b, random)).Reverse().ToList();
        return ComparisonJson.Write(Compare(runs, baselines)) == ComparisonJson.Write(Compare([.. runs.Select(r => Shuffled(r, random)).Reverse()], shuffled));
    }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(10));

    [Fact]
    public void Fewer_than_ten_baselines_are_exploratory_and_never_fail()
    {
        var comparison = Compare(SomeRuns.Runs("run", 3, Random, level: 2), SomeRuns.Runs("base", 9, Random));

        Assert.Equal(VerdictStatus.Inconclusive, comparison.Verdict);
        Assert.Equal("9 baseline runs, and a gate needs 10", comparison.Reason);
        Assert.StartsWith("exploratory, never a gate: 2 metrics are worse", comparison.Summary, StringComparison.Ordinal);
        Assert.Equal(DeltaState.Worse, Of(comparison, "latency_ms.p50").State);
    }

    [Fact]
    public void Ten_baselines_gate_and_no_regression_passes()
    {
        var comparison = Compare(SomeRuns.Runs("run", 10, Random, 1000, noise: 0.01, errors: 0.004), SomeRuns.Runs("base", 10, Random, 1000, noise: 0.01, errors: 0.004), Wide);

        Assert.Equal((VerdictStatus.Pass, "no regression against 10 baseline runs"), (comparison.Verdict, comparison.Summary));
        Assert.True(comparison.Gates);
        Assert.All(comparison.Deltas, d => Assert.Equal(DeltaState.Same, d.State));
    }

    [Fact]
    public void Another_fingerprint_is_said_and_never_gates()
    {
        var baselines = SomeRuns.Runs("base", 10, Random);
        baselines[3] = baselines[3] with { Load = SomeRuns.Load("other") };

        var comparison = Compare(SomeRuns.Runs("run", 10, Random, level: 2), baselines);

        Assert.Equal(VerdictStatus.Inconclusive, comparison.Verdict);
        Assert.Contains("differ in fingerprint", comparison.Reason, StringComparison.Ordinal);
        Assert.Equal(9, comparison.Noise["latency_ms.p50"].Runs);
    }

    [Fact]
    public void A_missing_fingerprint_is_said()
    {
        var comparison = Compare([SomeRuns.Run("run", Random) with { Load = null }], SomeRuns.Runs("base", 10, Random));
        Assert.Contains("no fingerprint of run: that the load was the same is taken on trust", comparison.Notes);
    }

    [Fact]
    public void Incomplete_and_synthetic_evidence_never_gates()
    {
        var partial = SignalState.Partial(SignalKind.Traces, 0.1, "one span in ten was kept");
        var sampled = Compare([SomeRuns.Run("run", Random, level: 2) with { Signals = [partial] }], SomeRuns.Runs("base", 10, Random));
        Assert.Equal((VerdictStatus.Inconclusive, "the evidence is not complete"), (sampled.Verdict, sampled.Reason));
        Assert.Contains("traces of run: one span in ten was kept", sampled.Notes);

        var made = Compare([SomeRuns.Run("run", Random, level: 2) with { Provenance = new Provenance("fixture", null, Synthetic: true) }], SomeRuns.Runs("base", 10, Random));
        Assert.Equal((VerdictStatus.Inconclusive, "some of the evidence is synthetic"), (made.Verdict, made.Reason));
    }

    [Fact]
    public void A_run_without_requests_proves_nothing_and_does_not_pass()
    {
        var comparison = Compare([SomeRuns.Of("run")], SomeRuns.Runs("base", 10, Random));

        Assert.Equal(VerdictStatus.Inconclusive, comparison.Verdict);
        Assert.Contains("requests is not compared: no evidence of it in run", comparison.Notes);
        Assert.Equal("log_error_rate", Assert.Single(comparison.Deltas).Metric);
    }

    [Fact]
    public void A_signal_that_only_some_runs_have_keeps_the_verdict_from_passing()
    {
        var baselines = SomeRuns.Runs("base", 10, Random, 1000, noise: 0.01, errors: 0.004);
        var comparison = Compare([.. SomeRuns.Runs("run", 10, Random, 1000, noise: 0.01, errors: 0.004).Select(r => r with { Logs = LogSample.None })], baselines, Wide);

        Assert.Equal(VerdictStatus.Inconclusive, comparison.Verdict);
        Assert.Contains("but not everything was", comparison.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_requests_for_a_quantile_leave_it_undecided()
    {
        var p99 = Of(Compare([SomeRuns.Run("run", Random, 100, level: 2)], [SomeRuns.Run("base", Random, 100)]), "latency_ms.p99");
        Assert.Equal((DeltaState.Undecided, null, null), (p99.State, p99.Interval, p99.P));
    }

    [Fact]
    public void A_difference_below_the_floors_counts_as_the_same()
    {
        var (run, baseline) = (SomeRuns.Runs("run", 10, Random, 2000, level: 1.05, noise: 0.005), SomeRuns.Runs("base", 10, Random, 2000, noise: 0.005));

        var p50 = Of(Compare(run, baseline), "latency_ms.p50");
        Assert.True(p50.P < 0.01 && p50.State == DeltaState.Same, p50.ToString());
        Assert.Equal(DeltaState.Worse, Of(Compare(run, baseline, new BaselineConfig { MaxIncrease = 0.02, FloorMs = 0 }), "latency_ms.p50").State);
    }

    [Fact]
    public void More_errors_fail_the_gate_whatever_the_latency()
    {
        var comparison = Compare(SomeRuns.Runs("run", 10, Random, errors: 0.1), SomeRuns.Runs("base", 10, Random));

        Assert.Equal((VerdictStatus.Fail, DeltaState.Worse), (comparison.Verdict, Of(comparison, "error_rate").State));
    }

    /// <summary>Floors far above the noise, so that a pass is within reach.</summary>
    private static BaselineConfig Wide { get; } = new() { MaxIncrease = 0.25 };

    private static CounterRandom Random => CounterRandom.From(3, "comparer");

    private static MetricDelta Of(Comparison comparison, string metric) => comparison.Deltas.Single(d => d.Metric == metric);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));

    private static RunEvidence Shuffled(RunEvidence run, CounterRandom random)
    {
        var spans = run.Spans.ToArray();
        random.Shuffle(spans.AsSpan());
        return run with { Spans = spans };
    }

    private static Comparison Compare(List<RunEvidence> runs, List<RunEvidence> baselines, BaselineConfig? config = null) =>
        RunComparer.Compare(runs, baselines, config ?? new BaselineConfig(), new FailureDetailsConfig());
}
