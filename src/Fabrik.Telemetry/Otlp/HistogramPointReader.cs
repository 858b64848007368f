using System.Buffers.Binary;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>A histogram point with explicit bounds; both lists may come packed or one by one.</summary>
internal static class HistogramPointReader
{
    public static string? Read(ReadOnlySpan<byte> encoded, AttributeReader attributes, OtlpLimits limits, DataPoint point)
    {
        var dropped = 0UL;
        List<ulong>? counts = null, bounds = null;
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
                case OtlpTags.Histogram.BucketCounts:
                    if (Add(ref counts, reader.Bytes(), limits) is { } badCounts) return badCounts;
                    break;
                case OtlpTags.Histogram.BucketCount:
                    if (Add(ref counts, reader.Fixed64(), limits) is { } manyCounts) return manyCounts;
                    break;
                case OtlpTags.Histogram.Bounds:
                    if (Add(ref bounds, reader.Bytes(), limits) is { } badBounds) return badBounds;
                    break;
                case OtlpTags.Histogram.Bound:
                    if (Add(ref bounds, reader.Fixed64(), limits) is { } manyBounds) return manyBounds;
                    break;
                case OtlpTags.Histogram.Attributes:
                    if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return RejectReason.NotProtobuf;
                    break;
                case OtlpTags.Histogram.Flags:
                    point.Flags = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        point.DroppedAttributes = dropped;
        if (counts is not null) point.BucketCounts = [.. counts.Select(c => (long)c)];
        if (bounds is not null) point.Bounds = [.. bounds.Select(BitConverter.UInt64BitsToDouble)];
        return reader.Fault is null ? null : RejectReason.NotProtobuf;
    }

    private static string? Add(ref List<ulong>? list, ReadOnlySpan<byte> packed, OtlpLimits limits)
    {
        if (packed.Length % 8 != 0) return RejectReason.NotProtobuf;
        if (packed.Length / 8 > limits.MaxBuckets) return RejectReason.TooManyBuckets;
        for (; packed.Length > 0; packed = packed[8..])
        {
            if (Add(ref list, BinaryPrimitives.ReadUInt64LittleEndian(packed), limits) is { } fault) return fault;
        }

        return null;
    }

    private static string? Add(ref List<ulong>? list, ulong value, OtlpLimits limits)
    {
        list ??= [];
        if (list.Count >= limits.MaxBuckets) return RejectReason.TooManyBuckets;
        list.Add(value);
        return null;
    }
}
