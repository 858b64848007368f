namespace Fabrik.Core.Statistics;

/// <summary>Sample quantiles over values sorted ascending, by <see cref="Array.Sort(Array)"/> or alike. NaN is refused.</summary>
public static class Quantile
{
    /// <summary>
    /// Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996):
    /// linear between the order statistics around 1 + (n − 1) p. The default of R, NumPy and spreadsheets.
    /// </summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="p">0 to 1.</param>
    public static double Type7(ReadOnlySpan<double> sorted, double p)
    {
        ThrowIfUnusable(sorted, p);
        var position = (sorted.Length - 1) * p;
        var below = (int)position;
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
        var fraction = position - below;

        // Equal neighbours and whole positions skip the arithmetic, which would turn infinities into NaN.
        return fraction == 0 || low == high ? low : low + (fraction * (high - low));
    }

    /// <summary>The smallest value with at least a share <paramref name="p"/> of the sample at or below it: always a value that was seen.</summary>
    /// <inheritdoc cref="Type7" path="/param"/>
    public static double NearestRank(ReadOnlySpan<double> sorted, double p)
    {
        ThrowIfUnusable(sorted, p);

        // 0.07 * 100 is 7.000000000000001 in binary: a product that close to a whole number is that number.
        var exact = sorted.Length * p;
        var whole = Math.Round(exact);
        var rank = Math.Abs(exact - whole) <= 1e-12 * exact ? (int)whole : (int)Math.Ceiling(exact);
        return sorted[Math.Max(rank, 1) - 1];
    }

    private static void ThrowIfUnusable(ReadOnlySpan<double> sorted, double p)
    {
        Samples.ThrowIfNotProbability(p, nameof(p));
        if (sorted.IsEmpty) throw new ArgumentException("Expected at least one value.", nameof(sorted));

        // NaN sorts first, so one look is enough.
        if (double.IsNaN(sorted[0])) throw new ArgumentException("NaN has no place in a sample: decide what it means before judging.", nameof(sorted));
        if (sorted[0] > sorted[^1]) throw new ArgumentException("Expected ascending values.", nameof(sorted));
    }
}
