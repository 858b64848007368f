namespace Fabrik.Laos.Judging;

/// <summary>
/// Counts durations in buckets that grow by a constant factor, so that any value read back is within <see cref="RelativeError"/> of a true
/// one, in constant memory: the sketch of Masson, Rim and Lee, "DDSketch", VLDB 2019, over the range of a nanosecond to centuries.
/// </summary>
internal sealed class LatencySketch
{
    public const double RelativeError = 0.001;

    /// <summary>One nanosecond in milliseconds.</summary>
    private const double Least = 1e-6;
    private static readonly double LogGrowth = Math.Log((1 + RelativeError) / (1 - RelativeError));
    private readonly long[] _counts = new long[Bucket(long.MaxValue / 1e6) + 1];

    public void Add(double milliseconds) => _counts[Math.Min(Bucket(milliseconds), _counts.Length - 1)]++;

    /// <summary>The bucket that holds the value of a rank, counted from 1: its edges and the value that stands for it.</summary>
    public (double Low, double Value, double High) AtRank(long rank)
    {
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank && bucket < _counts.Length - 1; seen += _counts[bucket]) bucket++;
        if (bucket == 0) return (0, 0, 0);
        var high = Edge(bucket);
        return (bucket == 1 ? 0 : Edge(bucket - 1), high * (1 - RelativeError), high);
    }

    /// <summary>Values up to a limit; a bucket that holds the limit counts as beyond it.</summary>
    public long AtMost(double limit)
    {
        var sum = 0L;
        for (var bucket = 0; bucket < _counts.Length && Edge(bucket) <= limit; bucket++) sum += _counts[bucket];
        return sum;
    }

    private static int Bucket(double milliseconds) =>
        milliseconds <= 0 ? 0 : 1 + Math.Max(0, (int)Math.Ceiling((Math.Log(milliseconds / Least) / LogGrowth) - 1e-9));

    private static double Edge(int bucket) => bucket == 0 ? 0 : Least * Math.Exp((bucket - 1) * LogGrowth);
}
