using Fabrik.Core.Randomness;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Baselines;

public sealed class RunNoiseTests
{
    [Fact]
    public void The_detectable_effect_follows_the_formula()
    {
        // Constant latencies within each run: all noise is between runs.
        double[] levels = [100, 104, 97, 101, 99];
        var noise = RunNoise.Of([.. levels.Select((ms, i) => SomeRuns.Of($"run-{i}", [.. Enumerable.Range(0, 50).Select(n => SomeRuns.Request(n, ms))]))], 0.05)["latency_ms.p50"];

        // Student's quantiles for four degrees of freedom from tables: 2.776 for 0.975 and 0.941 for 0.8.
        double[] logs = [.. levels.Select(v => Math.Log(v))];
        var sd = Math.Sqrt(logs.Sum(v => Math.Pow(v - logs.Average(), 2)) / 4);
        Assert.Equal((5, 100), (noise.Runs, noise.Value));
        Assert.Equal(Math.Exp((2.776445105 + 0.940964577) * sd * Math.Sqrt(1.2)) - 1, noise.DetectableShare!.Value, 1e-7);
    }

    [Fact]
    public void One_run_says_nothing_of_noise_and_more_runs_say_more()
    {
        Assert.Empty(RunNoise.Of(SomeRuns.Runs("base", 1, CounterRandom.From(1)), 0.05));
        var (few, many) = (Detectable(2), Detectable(20));
        Assert.True(few > many, $"{few} with 2, {many} with 20");
    }

    [Fact]
    public void Rates_that_never_happened_still_have_a_detectable_effect()
    {
        List<RunEvidence> clean = [.. Enumerable.Range(0, 5).Select(i => SomeRuns.Run($"run-{i}", CounterRandom.From((ulong)i), errors: 0))];
        var rate = RunNoise.Of(clean, 0.05)["error_rate"];
        Assert.Equal(0, rate.Value);
        Assert.InRange(rate.Detectable, 0.001, 0.05);
        Assert.Null(rate.DetectableShare);
    }

    private static double Detectable(int runs) => RunNoise.Of(SomeRuns.Runs("base", runs, CounterRandom.From(1)), 0.05)["latency_ms.p95"].Detectable;
}
