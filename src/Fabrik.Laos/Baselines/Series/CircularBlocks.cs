using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>
/// Means of a series resampled in blocks that may wrap around its end, so that every value is drawn equally often: Politis and Romano,
/// "A circular block-resampling procedure for stationary data" (1992). Sums of blocks come from running totals, so a resample costs
/// a draw a block.
/// </summary>
internal sealed class CircularBlocks
{
    private readonly double[] _totals;
    private readonly int _length;

    /// <param name="series">In order of time, at least one value.</param>
    public CircularBlocks(ReadOnlySpan<double> series, int blockLength)
    {
        _length = Math.Clamp(blockLength, 1, series.Length);
        _totals = new double[series.Length + 1];
        for (var i = 0; i < series.Length; i++) _totals[i + 1] = _totals[i] + series[i];
    }

    public double[] Means(int count, CounterRandom random)
    {
        var n = _totals.Length - 1;
        var means = new double[count];
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            for (var at = 0; at < n; at += _length) sum += Sum(random.NextInt(n), Math.Min(_length, n - at));
            means[i] = sum / n;
        }

        return means;
    }

    /// <summary>
    /// ⌈(3n/2)^⅓ (2ρ / (1 − ρ²))^⅔⌉ with the first autocorrelation ρ: the best length for a mean under first-order autoregression, Politis
    /// and White, Econometric Reviews 23 (2004). At least <see cref="BlockBootstrap.DefaultBlockLength"/>, at most a tenth of the series.
    /// </summary>
    public static int LengthFor(ReadOnlySpan<double> series)
    {
        var rho = Math.Clamp(FirstAutocorrelation(series), 0, 0.98);
        var best = Math.Ceiling(Math.Cbrt(1.5 * series.Length) * Math.Pow(2 * rho / (1 - (rho * rho)), 2.0 / 3));
        return Math.Max(1, Math.Min((int)Math.Max(best, BlockBootstrap.DefaultBlockLength(series.Length)), series.Length / 10));
    }

    private static double FirstAutocorrelation(ReadOnlySpan<double> series)
    {
        double mean = 0, squares = 0, products = 0;
        foreach (var value in series) mean += value / series.Length;
        for (var i = 0; i < series.Length; i++)
        {
            squares += (series[i] - mean) * (series[i] - mean);
            if (i > 0) products += (series[i] - mean) * (series[i - 1] - mean);
        }

        return squares > 0 ? products / squares : 0;
    }

    private double Sum(int start, int length)
    {
        var n = _totals.Length - 1;
        var end = start + length;
        return end <= n ? _totals[end] - _totals[start] : _totals[n] - _totals[start] + _totals[end - n];
    }
}
