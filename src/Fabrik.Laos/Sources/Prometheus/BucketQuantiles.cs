using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>
/// Quantiles out of buckets, with the bounds of the bucket each fell into: the same estimate as <c>histogram_quantile</c>,
/// linear in classic buckets, exponential in native ones.
/// </summary>
internal static class BucketQuantiles
{
    /// <summary>p50 to p99.9. The largest value can't be read from buckets.</summary>
    public static IReadOnlyList<double> Asked { get; } = [0.5, 0.9, 0.95, 0.99, 0.999];

    /// <summary>Buckets by upper bound with cumulative counts, as the label <c>le</c> gives them; none where the one up to infinity is missing.</summary>
    public static IReadOnlyList<Bucket> Classic(IEnumerable<(double UpperBound, double Cumulative)> cumulative)
    {
        var bounds = cumulative
            .Where(b => !double.IsNaN(b.UpperBound) && double.IsFinite(b.Cumulative))
            .GroupBy(b => b.UpperBound)
            .Select(g => (UpperBound: g.Key, Cumulative: g.Sum(b => b.Cumulative)))
            .OrderBy(b => b.UpperBound)
            .ToArray();
        if (bounds is not [.., { UpperBound: double.PositiveInfinity }]) return [];

        var buckets = new List<Bucket>();
        var (low, below) = (bounds[0].UpperBound > 0 ? 0 : double.NegativeInfinity, 0.0);
        foreach (var (high, upTo) in bounds)
        {
            // Scrapes are not atomic and increases are extrapolated, so that a count may seem to fall.
            var monotonic = Math.Max(below, upTo);
            buckets.Add(new Bucket(low, high, monotonic - below));
            (low, below) = (high, monotonic);
        }

        return buckets;
    }

    /// <param name="buckets">Any order; not cumulative.</param>
    /// <param name="exponential">Whether bounds grow by a factor, as in native histograms.</param>
    /// <param name="toMilliseconds">What a unit of the buckets is in milliseconds.</param>
    /// <returns>One for each of <see cref="Asked"/>; none where nothing was observed.</returns>
    public static IReadOnlyList<HistogramQuantile> Of(IReadOnlyList<Bucket> buckets, bool exponential, double toMilliseconds)
    {
        var sorted = buckets.Where(b => b.Count > 0).OrderBy(b => b.Low).ThenBy(b => b.High).ToArray();
        var total = sorted.Sum(b => b.Count);
        if (total <= 0 || !double.IsFinite(total)) return [];

        // The zero bucket reaches below zero only for the sake of symmetry.
        if (exponential && sorted[0] is { Low: < 0, High: > 0 } zero) sorted[0] = zero with { Low = 0 };
        return [.. Asked.Select(p => Of(sorted, total, p, exponential, toMilliseconds)).OfType<HistogramQuantile>()];
    }

    private static HistogramQuantile? Of(Bucket[] sorted, double total, double p, bool exponential, double toMilliseconds)
    {
        var (rank, below) = (p * total, 0.0);
        var found = sorted[^1];
        foreach (var bucket in sorted)
        {
            found = bucket;
            if (below + bucket.Count >= rank) break;
            below += bucket.Count;
        }

        var share = Math.Clamp((rank - below) / found.Count, 0, 1);
        var value = found switch
        {
            { High: double.PositiveInfinity } => found.Low,
            { Low: double.NegativeInfinity } => found.High,
            { Low: > 0 } when exponential => found.Low * Math.Pow(found.High / found.Low, share),
            _ => found.Low + ((found.High - found.Low) * share),
        };
        return double.IsFinite(value) ? new HistogramQuantile(p, value * toMilliseconds, Finite(found.Low), Finite(found.High), total) : null;

        double? Finite(double bound) => double.IsFinite(bound) ? bound * toMilliseconds : null;
    }
}
