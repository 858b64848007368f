using Fabrik.Core.Randomness;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Baselines;

/// <summary>
/// 200 simulated A/A pairs. The stated rate is 5 %, over all metrics of a comparison together; at that rate more than 21 alarms in 200
/// come up less than once in a thousand times.
/// </summary>
public sealed class FalseAlarmTests
{
    private const int Pairs = 200;
    private const int Most = 21;

    // Without floors every significant difference is an alarm: the test itself is on trial.
    private static readonly BaselineConfig Bare = new() { MaxIncrease = 0, FloorMs = 0, MinEffect = 0, Alpha = 0.05 };

    [Theory]
    [InlineData("ten runs against ten", 10, 10, 100)]
    [InlineData("one run against ten", 1, 10, 100)]
    public void Runs_of_the_same_code_raise_no_more_alarms_between_runs_than_stated(string design, int runs, int baselines, int requests)
    {
        var alarms = Alarms(pair => (SomeRuns.Runs("run", runs, pair, requests), SomeRuns.Runs("base", baselines, pair, requests)));
        Assert.True(alarms <= Most, $"{design}: {alarms} alarms in {Pairs} pairs, stated 5 %");
    }

    [Fact]
    public void Requests_of_the_same_code_raise_no_more_alarms_within_runs_than_stated()
    {
        var alarms = 0;
        var misses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Pairs; i++)
        {
            var pair = CounterRandom.From(7, "within").Fork(i);
            var deltas = Compare([SomeRuns.Run("run", pair.Fork("run"), 1200, noise: 0)], [SomeRuns.Run("base", pair.Fork("base"), 1200, noise: 0)]);
            if (deltas.Any(IsAlarm)) alarms++;
            foreach (var delta in deltas)
            {
                misses[delta.Metric] = misses.GetValueOrDefault(delta.Metric) + (delta.Interval is { } interval && interval.Low <= 0 && interval.High >= 0 ? 0 : 1);
            }
        }

        Assert.True(alarms <= Most, $"within runs: {alarms} alarms in {Pairs} pairs, stated 5 %");
        Assert.All(misses, m => Assert.True(m.Value <= Most, $"{m.Key}: {m.Value} of {Pairs} intervals miss a difference of 0, stated 5 %"));
    }

    private static int Alarms(Func<CounterRandom, (List<RunEvidence> Runs, List<RunEvidence> Baselines)> make)
    {
        var alarms = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var (runs, baselines) = make(CounterRandom.From(7, "a/a").Fork(i));
            if (Compare(runs, baselines).Any(IsAlarm)) alarms++;
        }

        return alarms;
    }

    private static bool IsAlarm(MetricDelta delta) => delta.State is DeltaState.Worse or DeltaState.Better;

    private static List<MetricDelta> Compare(List<RunEvidence> runs, List<RunEvidence> baselines) =>
        MetricComparison.Of([.. runs.Select(RunSeries.From)], [.. baselines.Select(RunSeries.From)], Bare);
}
