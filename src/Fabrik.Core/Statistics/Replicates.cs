namespace Fabrik.Core.Statistics;

/// <summary>A statistic's resampled values, and the intervals read from them.</summary>
internal sealed class Replicates
{
    private readonly double[] _sorted;

    /// <summary>Takes the array over and sorts it.</summary>
    public Replicates(double[] values)
    {
        if (values.AsSpan().ContainsAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity))
            throw new ArgumentException("The statistic gave NaN for a resample.", nameof(values));
        Array.Sort(values);
        _sorted = values;
    }

    public Interval Percentile(double confidence) => Between((1 - confidence) / 2, (1 + confidence) / 2);

    public Interval Bca(double estimate, double acceleration, double confidence)
    {
        // z0: how far the estimate lies from the middle. Ties count half; the clamp keeps it finite.
        var below = 0.0;
        foreach (var value in _sorted) below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        var share = Math.Clamp(below / _sorted.Length, 0.5 / _sorted.Length, 1 - (0.5 / _sorted.Length));
        var bias = NormalDistribution.Quantile(share);
        var tail = NormalDistribution.Quantile((1 - confidence) / 2);
        var (low, high) = (Adjusted(tail), Adjusted(-tail));
        return Between(Math.Min(low, high), Math.Max(low, high));

        double Adjusted(double z)
        {
            // Past its pole the formula turns back; there the interval ends at the extreme.
            var denominator = 1 - (acceleration * (bias + z));
            return denominator > 0 ? NormalDistribution.Cdf(bias + ((bias + z) / denominator)) : z < 0 ? 0 : 1;
        }
    }

    private Interval Between(double low, double high) => new(Quantile.Type7(_sorted, low), Quantile.Type7(_sorted, high));
}
