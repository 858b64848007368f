using Fabrik.Core.Randomness;
using Fabrik.Core.Scope;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Series;

namespace Fabrik.Laos.Tests.Baselines;

public sealed class CrossCheckTests
{
    private static readonly ComparedMetric Metric = ComparedMetric.Latencies[1];
    private static readonly double[] First = [101, 108, 97, 111, 120];
    private static readonly double[] Second = [95, 99, 90, 104, 93, 98];

    [Theory] // Theirs sorts every resample anew, ours carries shares back: in a thin tail these differ by more than the noise of resampling.
    [InlineData(0.5, 0.1)]
    [InlineData(0.95, 0.2)]
    public async Task The_interval_agrees_with_another_implementation(double p, double slack)
    {
        var (run, baseline) = (Milliseconds("run", 1.2), Milliseconds("base", 1));
        var independent = await IndependentFigures.IntervalAsync(run, baseline, 20, p);

        var interval = DifferenceBootstrap.OfRequests(Side("run", run, p), Side("base", baseline, p), new Scale(Logarithmic: true)).Interval;

        var near = slack * (independent.High - independent.Low);
        Assert.InRange(interval.Low, independent.Low - near, independent.Low + near);
        Assert.InRange(interval.High, independent.High - near, independent.High + near);
    }

    [Fact]
    public async Task The_permutation_test_agrees_with_another_implementation()
    {
        var p = RunLevelTest.P(Side("first", First), Side("second", Second), new Scale(Logarithmic: true), 0.05, Random);
        Assert.Equal(await IndependentFigures.PermutationAsync(First, Second), p, 1e-12);
    }

    [Fact]
    public void Student_s_test_answers_where_permutations_can_t()
    {
        Assert.False(RunLevelTest.IsPermutation(1, 10, 0.05));
        Assert.True(RunLevelTest.IsPermutation(10, 10, 0.007));

        // By hand: one new value against a sample, as a prediction interval would have it.
        double[] logs = [.. Second.Select(v => Math.Log(v))];
        var spread = Math.Sqrt(logs.Sum(v => Math.Pow(v - logs.Average(), 2)) / 5);
        var t = (Math.Log(130) - logs.Average()) / (spread * Math.Sqrt(1 + (1.0 / 6)));
        var p = RunLevelTest.P(Side("one", [130]), Side("second", Second), new Scale(Logarithmic: true), 0.05, CounterRandom.From(1));
        Assert.Equal(Fabrik.Core.Statistics.StudentDistribution.TwoSidedTail(t, 5), p, 1e-12);
    }

    [Fact]
    public void Blocks_grow_with_the_series_and_with_how_much_neighbours_resemble_each_other()
    {
        var random = CounterRandom.From(5, "blocks");
        double[] free = [.. Enumerable.Range(0, 1000).Select(_ => random.NextNormal())];
        Assert.Equal(10, CircularBlocks.LengthFor(free));

        // (3 · 1000 / 2)^⅓ (1.6 / 0.36)^⅔ = 30.9 for an autoregression of 0.8, which the sample meets only about.
        var z = 0.0;
        Assert.InRange(CircularBlocks.LengthFor([.. free.Select(e => z = (0.8 * z) + e)]), 24, 38);
        Assert.Equal(1, CircularBlocks.LengthFor([1, 2, 3]));
    }

    private static CounterRandom Random => CounterRandom.From(5, "cross-check");

    private static double[] Milliseconds(string name, double level) => [.. SomeRuns.Run(name, Random.Fork(name), 1000, level).Spans.Select(s => s.Milliseconds)];

    private static Side Side(string name, double[] requests, double p) => new(Metric, [(RunId.Parse(name), new QuantileSeries(requests, p, 20))]);

    /// <summary>A run a value.</summary>
    private static Side Side(string name, double[] values) =>
        new(Metric, [.. values.Select((v, i) => (RunId.Parse($"{name}-{i}"), (MetricSeries)new QuantileSeries([v], 0.95, 1)))]);
}
