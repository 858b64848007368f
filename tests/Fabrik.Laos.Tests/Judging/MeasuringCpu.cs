using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Tests.Judging;

public sealed class MeasuringCpu
{
    private static readonly SignalState[] All = [.. Enum.GetValues<SignalKind>().Select(SignalState.Complete)];

    [Theory]
    [InlineData(75, MeasureState.Holds)]
    [InlineData(74.9, MeasureState.Broken)]
    public void The_mean_is_held_against_the_limit_with_its_denominator(double limit, MeasureState state)
    {
        var evidence = SomeEvidence.Of(SomeEvidence.Requests(1)) with { Signals = All, Metrics = new MetricSample(75, "two cores", [], []) };

        var measure = Assert.Single(SomeEvidence.Judge(SomeEvidence.Limits(new() { CpuPct = limit }), evidence).Measures);

        Assert.Equal((state, "percent", "mean CPU use, 100 % is two cores"), (measure.State, measure.Unit, measure.Of));
    }

    [Fact]
    public void A_number_that_is_none_is_not_judged()
    {
        var evidence = SomeEvidence.Of(SomeEvidence.Requests(1)) with { Signals = All, Metrics = new MetricSample(double.NaN, null, [], []) };

        Assert.Equal("laos.cpu_pct", Assert.Single(SomeEvidence.Judge(SomeEvidence.Limits(new() { CpuPct = 75 }), evidence).Verdict.NotEvaluated).RuleId);
    }

    [Theory]
    [InlineData("parse", 30, MeasureState.Holds, 30)]
    [InlineData("parse", 29, MeasureState.Broken, 30)]
    [InlineData("elsewhere", 5, MeasureState.Holds, 5)]
    [InlineData("elsewhere", 4, MeasureState.Undecided, 5)]
    public void A_function_that_is_not_listed_costs_at_most_the_last_one_that_is(string name, double limit, MeasureState state, double value)
    {
        var profiles = new ProfileSample(["process_cpu"], [new FunctionCost("parse", 0.3, 3e9, "nanoseconds"), new FunctionCost("json.encode", 0.05, 5e8, "nanoseconds")]);
        var evidence = SomeEvidence.Of(SomeEvidence.Requests(1)) with { Signals = All, Profiles = profiles };
        var config = SomeEvidence.Limits(new() { FunctionCpuPct = new Dictionary<string, double> { [name] = limit } });

        var report = SomeEvidence.Judge(config, evidence);

        Assert.Equal((state, value, $"function_cpu_pct.{name}"), (report.Measures[0].State, report.Measures[0].Value, report.Measures[0].Metric));
        Assert.Equal(["parse", "json.encode"], report.WorstFunctions.Select(f => f.Name));
    }
}
