using Fabrik.Core.Randomness;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Tests.Baselines;

/// <summary>
/// A slowdown of 15 % is found with the stated power under the default floors. The least that must be found is what a power as stated
/// gives less once in a thousand times.
/// </summary>
public sealed class PowerTests
{
    private const int Trials = 50;

    [Theory]
    [InlineData("ten runs against ten, 3 % noise between runs, 400 requests", 10, 10, 400, 0.03, 0.95, 42)]
    [InlineData("one run against ten, 1 % noise between runs, 1,500 requests", 1, 10, 1500, 0.01, 0.8, 31)]
    public void A_slowdown_of_fifteen_percent_is_found(string design, int runs, int baselines, int requests, double noise, double power, int least)
    {
        var found = 0;
        for (var i = 0; i < Trials; i++)
        {
            var pair = CounterRandom.From(11, "power").Fork(i);
            var deltas = MetricComparison.Of(
                [.. SomeRuns.Runs("run", runs, pair, requests, level: 1.15, noise).Select(RunSeries.From)],
                [.. SomeRuns.Runs("base", baselines, pair, requests, noise: noise).Select(RunSeries.From)],
                new BaselineConfig());
            if (deltas.Any(d => d.State == DeltaState.Worse)) found++;
        }

        TestContext.Current.SendDiagnosticMessage($"{design}: found {found} of {Trials}, stated power {power}");
        Assert.True(found >= least, $"{design}: found {found} of {Trials}, stated power {power}, least {least}");
    }
}
