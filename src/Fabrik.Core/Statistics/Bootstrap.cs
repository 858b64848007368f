using Fabrik.Core.Randomness;

namespace Fabrik.Core.Statistics;

/// <summary>
/// Bootstrap intervals for any statistic of independent values: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993).
/// The same stream gives the same interval, bit for bit. A sample of equal values gives an interval of no width: the bootstrap sees
/// only what was seen.
/// </summary>
public static class Bootstrap
{
    /// <summary>The middle of the resampled statistics (chapter 13). Simple; biased where the statistic is.</summary>
    /// <param name="sample">At least one value; NaN is refused.</param>
    /// <param name="statistic">Must give a number for every resample; NaN is refused.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <param name="resamples">Two or more; 2,000 give a steady 95 % interval.</param>
    /// <param name="random">Advanced by one draw a resampled value.</param>
    public static Interval Percentile(
        ReadOnlySpan<double> sample, SampleStatistic statistic, double confidence, int resamples, CounterRandom random) =>
        Resample(sample, statistic, confidence, resamples, random).Percentile(confidence);

    /// <summary>Bias-corrected and accelerated (chapter 14): second-order accurate. Evaluates the statistic once more for each value.</summary>
    /// <inheritdoc cref="Percentile" path="/param"/>
    public static Interval Bca(
        ReadOnlySpan<double> sample, SampleStatistic statistic, double confidence, int resamples, CounterRandom random)
    {
        var replicates = Resample(sample, statistic, confidence, resamples, random);
        return replicates.Bca(statistic(sample), Jackknife.Acceleration(sample, 1, statistic), confidence);
    }

    private static Replicates Resample(
        ReadOnlySpan<double> sample, SampleStatistic statistic, double confidence, int resamples, CounterRandom random)
    {
        Samples.ThrowIfUnusable(sample, nameof(sample));
        Samples.ThrowIfNotBetweenZeroAndOne(confidence, nameof(confidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        var drawn = new double[sample.Length];
        var values = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++) drawn[j] = sample[random.NextInt(sample.Length)];
            values[i] = statistic(drawn);
        }

        return new Replicates(values);
    }
}
