using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Base-2 exponential buckets as explicit ones (OpenTelemetry metrics data model, "ExponentialHistogram"): bucket i at scale s holds
/// (2^(i/2^s), 2^((i+1)/2^s)]. Scales are lowered, merging pairs of buckets, until both sides fit the limit. Explicit buckets include their
/// upper bound, so on the negative side a value that lies exactly on a bound counts one bucket lower than it was sent.
/// </summary>
internal sealed class ExponentialBuckets(int maxBuckets)
{
    private const int MaxScale = 64;

    // Bounds beside the two runs: below and above zero, and the outer edges.
    private const int EdgeBuckets = 6;

    private readonly List<double> _bounds = [];
    private readonly List<long> _counts = [];
    private ulong _belowAll;
    private bool _overflow;

    /// <summary>The indexes of the first and last count other than zero; <paramref name="Any"/> is false when there is none.</summary>
    public readonly record struct Run(bool Any, long First, long Last);

    /// <summary>Null when the bytes are not well-formed. Allocates nothing, however many buckets there are.</summary>
    public static Run? Measure(ReadOnlySpan<byte> buckets)
    {
        var (any, first, last) = (false, 0L, 0L);
        var counts = new BucketCounts(buckets);
        while (counts.Next())
        {
            if (counts.Count == 0) continue;
            if (!any) first = counts.Index;
            (any, last) = (true, counts.Index);
        }

        return counts.IsWellFormed ? new Run(any, first, last) : null;
    }

    /// <summary>Fills this from one point; returns why it can't be converted, or null.</summary>
    public string? Convert(
        int scale,
        ulong zeroCount,
        double zeroThreshold,
        Run high,
        ReadOnlySpan<byte> positive,
        Run low,
        ReadOnlySpan<byte> negative)
    {
        if (scale is < -MaxScale or > MaxScale) return "scale is not between -64 and 64";
        if (!(zeroThreshold >= 0) || !double.IsFinite(zeroThreshold)) return "zeroThreshold is negative or not a number";

        var merge = 0;
        while (Width(high, merge) + Width(low, merge) + EdgeBuckets > maxBuckets) merge++;
        var above = Sum(positive, high, merge);
        var below = Sum(negative, low, merge);

        for (var i = below.Length - 1; i >= 0; i--)
        {
            var index = (low.First >> merge) + i;
            if (i == below.Length - 1) Add(-Bound(index + 1, scale - merge), 0);
            Add(-Bound(index, scale - merge), below[i]);
        }

        if (below.Length > 0) Add(-zeroThreshold, 0);
        Add(zeroThreshold, zeroCount);
        for (var i = 0; i < above.Length; i++)
        {
            var index = (high.First >> merge) + i;
            if (i == 0) Add(Bound(index, scale - merge), 0);
            Add(Bound(index + 1, scale - merge), above[i]);
        }

        if (_bounds.Count == _counts.Count) _counts.Add(0);
        return _overflow ? RejectReason.CountTooLarge : null;
    }

    public (double[] Bounds, long[] Counts) ToExplicit() => ([.. _bounds], [.. _counts]);

    private static long Width(Run run, int merge) => run.Any ? (run.Last >> merge) - (run.First >> merge) + 1 : 0;

    private static double Bound(long index, int scale) => Math.Pow(2, Math.ScaleB(index, -scale));

    private ulong[] Sum(ReadOnlySpan<byte> buckets, Run run, int merge)
    {
        var sums = new ulong[(int)Width(run, merge)];
        var counts = new BucketCounts(buckets);
        while (counts.Next())
        {
            if (counts.Count == 0) continue;
            ref var sum = ref sums[(int)((counts.Index >> merge) - (run.First >> merge))];
            sum += counts.Count;
            if (counts.Count > long.MaxValue || sum > long.MaxValue) _overflow = true;
        }

        return sums;
    }

    /// <summary>Adds the bucket that ends at <paramref name="bound"/>. Where bounds meet, beyond a double's reach or its precision, buckets merge.</summary>
    private void Add(double bound, ulong count)
    {
        if (count > long.MaxValue) _overflow = true;
        if (double.IsNegativeInfinity(bound))
        {
            _belowAll += count;
            return;
        }

        if (_belowAll > 0) (count, _belowAll) = (count + _belowAll, 0);
        if (_bounds.Count > 0 && bound <= _bounds[^1])
        {
            _counts[^1] += (long)count;
        }
        else if (double.IsPositiveInfinity(bound) && _counts.Count > _bounds.Count)
        {
            _counts[^1] += (long)count;
        }
        else
        {
            // -0 and 0 are one bound; written as 0.
            if (!double.IsPositiveInfinity(bound)) _bounds.Add(bound == 0 ? 0 : bound);
            _counts.Add((long)count);
        }

        if (_counts[^1] < 0) _overflow = true;
    }
}
