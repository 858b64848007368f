using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>A share of events, e.g. failed requests.</summary>
/// <param name="inTime">1 for an event and 0 for none, in order of time; null where only the counts are known.</param>
internal sealed class ShareSeries(long events, long trials, double[]? inTime, int blockLength) : MetricSeries
{
    public override double Value => (double)events / trials;

    /// <summary>
    /// In blocks where the order is known. Without an order, and where nothing or everything is an event, so that resampling would see
    /// no scatter at all, by Wilson's score bound at a random level.
    /// </summary>
    public override double[] Resample(int count, CounterRandom random) =>
        inTime is not null && events > 0 && events < trials
            ? new CircularBlocks(inTime, blockLength).Means(count, random)
            : [.. Enumerable.Range(0, count).Select(_ => Bound(random.NextNormal()))];

    /// <summary>Of ones and zeros it is the difference of the shares.</summary>
    public override double? EffectOver(MetricSeries other) => Value - other.Value;

    /// <summary>The share whose distance to the one seen is <paramref name="z"/> of its own standard errors: Wilson (1927).</summary>
    private double Bound(double z)
    {
        var (n, z2) = ((double)trials, z * z);
        var half = z * Math.Sqrt((Value * (1 - Value) / n) + (z2 / (4 * n * n)));
        return Math.Clamp((Value + (z2 / (2 * n)) + half) / (1 + (z2 / n)), 0, 1);
    }
}
