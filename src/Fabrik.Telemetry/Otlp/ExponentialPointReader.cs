using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>A point of an exponential histogram, converted to explicit bounds by <see cref="ExponentialBuckets"/>.</summary>
internal static class ExponentialPointReader
{
    public static string? Read(ReadOnlySpan<byte> encoded, AttributeReader attributes, OtlpLimits limits, DataPoint point)
    {
        var dropped = 0UL;
        ReadOnlySpan<byte> positive = default, negative = default;
        var (scale, zeroCount, zeroThreshold) = (0, 0UL, 0.0);
        point.Count = 0;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Point.Start:
                    point.Start = reader.Fixed64();
                    break;
                case OtlpTags.Point.Time:
                    point.Time = reader.Fixed64();
                    break;
                case OtlpTags.Point.Count:
                    point.Count = reader.Fixed64();
                    break;
                case OtlpTags.Point.Sum:
                    point.Value = reader.Double();
                    break;
                case OtlpTags.Exponential.Scale:
                    scale = reader.ZigZag();
                    break;
                case OtlpTags.Exponential.ZeroCount:
                    zeroCount = reader.Fixed64();
                    break;
                case OtlpTags.Exponential.ZeroThreshold:
                    zeroThreshold = reader.Double();
                    break;
                case OtlpTags.Exponential.Positive:
                    positive = reader.Bytes();
                    break;
                case OtlpTags.Exponential.Negative:
                    negative = reader.Bytes();
                    break;
                case OtlpTags.Exponential.Attributes:
                    if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return RejectReason.NotProtobuf;
                    break;
                case OtlpTags.Exponential.Flags:
                    point.Flags = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        point.DroppedAttributes = dropped;
        if (reader.Fault is not null) return RejectReason.NotProtobuf;
        if (ExponentialBuckets.Measure(positive) is not { } high || ExponentialBuckets.Measure(negative) is not { } low)
            return RejectReason.NotProtobuf;
        var converted = new ExponentialBuckets(limits.MaxBuckets);
        var fault = converted.Convert(scale, zeroCount, zeroThreshold, high, positive, low, negative);
        if (fault is null) (point.Bounds, point.BucketCounts) = converted.ToExplicit();
        return fault;
    }
}
