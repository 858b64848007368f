using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Otlp;

/// <summary>One data point while it is read; reused from point to point. The point readers return why it can't be taken, or null.</summary>
internal sealed class DataPoint
{
    public ulong Start { get; set; }

    public ulong Time { get; set; }

    public uint Flags { get; set; }

    public double? Value { get; set; }

    public ulong Count { get; set; }

    public double[] Bounds { get; set; } = [];

    public long[] BucketCounts { get; set; } = [];

    public KeyValuePair<double, double>[] Quantiles { get; set; } = [];

    public ulong DroppedAttributes { get; set; }

    public void Clear()
    {
        (Start, Time, Flags, Value, Count, DroppedAttributes) = (0, 0, 0, null, 1, 0);
        (Bounds, BucketCounts, Quantiles) = ([], [], []);
    }

    /// <summary>Why the point is not valid; null when it is.</summary>
    public string? Validate(MetricKind kind, int maxBuckets)
    {
        if (Time == 0) return "timeUnixNano is missing";
        if (Time > long.MaxValue) return RejectReason.TimeOutOfRange;
        if (Start > Time) return "startTimeUnixNano is after timeUnixNano";
        if (Count > long.MaxValue) return RejectReason.CountTooLarge;
        if (kind is MetricKind.Gauge or MetricKind.Sum && Value is null) return "it has no value";
        if (BucketCounts.Length > maxBuckets || Quantiles.Length > maxBuckets) return RejectReason.TooManyBuckets;
        if (BucketCounts.Length == 0 ? Bounds.Length > 0 : BucketCounts.Length != Bounds.Length + 1)
            return "bucketCounts are not one more than explicitBounds";
        for (var i = 0; i < Bounds.Length; i++)
        {
            if (!double.IsFinite(Bounds[i]) || (i > 0 && Bounds[i] <= Bounds[i - 1])) return "explicitBounds are not ascending numbers";
        }

        foreach (var count in BucketCounts)
        {
            if (count < 0) return RejectReason.CountTooLarge;
        }

        return null;
    }
}
