using Fabrik.Core.Randomness;

namespace Fabrik.Core.Statistics;

/// <summary>
/// Bootstrap for values in order of time whose neighbours resemble each other, as requests of one run do: the moving blocks of Künsch,
/// Annals of Statistics 17 (1989). Resampling single values would make such intervals far too narrow.
/// </summary>
public static class BlockBootstrap
{
    /// <summary>⌈n^⅓⌉, the growth that suits variances: Hall, Horowitz and Jing, Biometrika 82 (1995). At least 1.</summary>
    public static int DefaultBlockLength(int n) => Math.Max(1, (int)Math.Ceiling(Math.Cbrt(n) - 1e-9));

    /// <param name="series">In order of time; NaN is refused.</param>
    /// <param name="blockLength">1 to the length of the series; 1 is the ordinary bootstrap.</param>
    /// <param name="random">Advanced by one draw a block.</param>
    /// <inheritdoc cref="Bootstrap.Percentile" path="/param"/>
    public static Interval Percentile(
        ReadOnlySpan<double> series, int blockLength, SampleStatistic statistic, double confidence, int resamples, CounterRandom random) =>
        Resample(series, blockLength, statistic, confidence, resamples, random).Percentile(confidence);

    /// <summary>Bias-corrected and accelerated; the acceleration comes from leaving out one block at a time.</summary>
    /// <inheritdoc cref="Percentile" path="/param"/>
    public static Interval Bca(
        ReadOnlySpan<double> series, int blockLength, SampleStatistic statistic, double confidence, int resamples, CounterRandom random)
    {
        var replicates = Resample(series, blockLength, statistic, confidence, resamples, random);
        return replicates.Bca(statistic(series), Jackknife.Acceleration(series, blockLength, statistic), confidence);
    }

    private static Replicates Resample(
        ReadOnlySpan<double> series, int blockLength, SampleStatistic statistic, double confidence, int resamples, CounterRandom random)
    {
        Samples.ThrowIfUnusable(series, nameof(series));
        Samples.ThrowIfNotBetweenZeroAndOne(confidence, nameof(confidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockLength, series.Length);
        var drawn = new double[series.Length];
        var values = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            // Whole blocks are laid end to end; the last is cut so that every resample has the series' length.
            for (var at = 0; at < drawn.Length; at += blockLength)
            {
                var start = random.NextInt(series.Length - blockLength + 1);
                series.Slice(start, Math.Min(blockLength, drawn.Length - at)).CopyTo(drawn.AsSpan(at));
            }

            values[i] = statistic(drawn);
        }

        return new Replicates(values);
    }
}
