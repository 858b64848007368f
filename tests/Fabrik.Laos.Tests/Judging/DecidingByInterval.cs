using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Judging;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Judging;

public sealed class DecidingByInterval
{
    [Theory] // facts: one-sided 95 % needs n ≥ 59 for p95, 299 for p99, 2 995 for p99.9
    [InlineData(0.5, 5)]
    [InlineData(0.9, 29)]
    [InlineData(0.95, 59)]
    [InlineData(0.99, 299)]
    [InlineData(0.999, 2995)]
    public void Without_anything_over_the_limit_a_quantile_needs_the_known_samples(double p, long n)
    {
        Assert.Equal(n, NeededSample.For(10, 10, p));
        Assert.Equal(n, NeededSample.For(0, 0, p));
    }

    [Fact]
    public void One_request_fewer_leaves_it_undecided_and_says_how_many_it_takes()
    {
        var config = SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 350 } });

        var few = SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load(58, _ => 100)));
        var enough = SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load(59, _ => 100)));

        Assert.Equal(VerdictStatus.Inconclusive, few.Verdict.Status);
        Assert.Equal((MeasureState.Undecided, 59L), (few.Measures[0].State, few.Measures[0].NeedsN!.Value));
        Assert.Equal("n ≥ 59", Assert.Single(few.Verdict.NotEvaluated).Needed);
        Assert.Equal(VerdictStatus.Pass, enough.Verdict.Status);
        Assert.Null(enough.Measures[0].NeedsN);
    }

    [Fact]
    public void A_sample_around_the_limit_neither_passes_nor_fails()
    {
        // Four per cent over: p95 is within the limit, but 200 requests can't tell that from six per cent.
        var config = SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 350 } });
        var evidence = SomeEvidence.Of(SomeEvidence.Load(200, i => i % 25 == 0 ? 400 : 100));

        var report = SomeEvidence.Judge(config, evidence);

        Assert.Equal(VerdictStatus.Inconclusive, report.Verdict.Status);
        Assert.False(report.Passes);
        Assert.True((SomeEvidence.Judge(config with { Inconclusive = InconclusiveAs.Warn }, evidence)).Passes);
        Assert.Equal(VerdictStatus.Pass, SomeEvidence.Judge(config with { Strict = Strictness.Point }, evidence).Verdict.Status);
        var needed = report.Measures[0].NeedsN!.Value;
        Assert.InRange(needed, 1000, 2000);
        var more = SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load((int)needed, i => i % 25 == 24 ? 400 : 100)));
        Assert.Equal(VerdictStatus.Pass, more.Verdict.Status);
    }

    [Fact]
    public void The_largest_value_is_exact_and_only_warns()
    {
        var config = SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 350, P100 = 500 } });

        var report = SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load(100, i => i == 7 ? 900 : 100)));

        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
        Assert.Equal((MeasureState.Broken, Severity.Warning, 900d), (report.Measures[1].State, report.Measures[1].Severity, report.Measures[1].Value));
        Assert.Equal(Severity.Warning, Assert.Single(report.Verdict.Findings).Severity);
    }

    [Fact]
    public void No_errors_at_all_bound_the_rate_by_about_three_of_n()
    {
        var report = SomeEvidence.Judge(SomeEvidence.Limits(new() { ErrorRate = 0.01 }), SomeEvidence.Of(SomeEvidence.Load(100, _ => 1)));

        Assert.Equal(0.0295, report.Measures[0].High!.Value, 1e-4);
        Assert.Equal(299, report.Measures[0].NeedsN);
    }

    [Fact]
    public void A_limit_of_zero_errors_asks_for_what_was_seen()
    {
        var config = SomeEvidence.Limits(new() { ErrorRate = 0 });

        Assert.Equal(VerdictStatus.Pass, SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load(10, _ => 1))).Verdict.Status);
        Assert.Equal(VerdictStatus.Fail, SomeEvidence.Judge(config, SomeEvidence.Of(SomeEvidence.Load(10, _ => 1, i => i == 3))).Verdict.Status);
    }

    [Fact]
    public void An_interval_never_fails_what_the_point_holds_and_never_holds_what_the_point_breaks()
    {
        var samples = Gen.Choose(1, 400).SelectMany(n => Gen.Choose(1, 1000).ListOf(n)).Zip(Gen.Choose(1, 1000));
        Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var (values, limit) = sample;
            var spans = SomeEvidence.Of(SomeEvidence.Load(values.Count, i => values[i], i => values[i] > 900));
            ThresholdsConfig limits = new() { LatencyMs = new() { P50 = limit, P95 = limit, P99 = limit }, ErrorRate = limit / 1000d };
            var (interval, point) = (SomeEvidence.Judge(SomeEvidence.Limits(limits), spans).Measures, SomeEvidence.Judge(SomeEvidence.Limits(limits, Strictness.Point), spans).Measures);
            return interval.Zip(point).All(m => m.First.State == MeasureState.Undecided || m.First.State == m.Second.State)
                && point.All(m => m.State != MeasureState.Undecided)
                && interval.All(m => (m.State == MeasureState.Undecided || m.NeedsN is null) && !(m.NeedsN <= m.N));
        }).QuickCheckThrowOnFailure();
    }
}
