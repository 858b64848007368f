using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>A summary point: count, sum and quantiles as the source computed them.</summary>
internal static class SummaryPointReader
{
    public static string? Read(ReadOnlySpan<byte> encoded, AttributeReader attributes, OtlpLimits limits, DataPoint point)
    {
        var dropped = 0UL;
        List<KeyValuePair<double, double>>? quantiles = null;
        (point.Count, point.Value) = (0, 0);
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
                case OtlpTags.Summary.Quantiles:
                    quantiles ??= [];
                    if (quantiles.Count >= limits.MaxBuckets) return RejectReason.TooManyBuckets;
                    if (!TryQuantile(reader.Bytes(), out var quantile)) return RejectReason.NotProtobuf;
                    if (quantile.Key is not (>= 0 and <= 1)) return "a quantile is not between 0 and 1";
                    quantiles.Add(quantile);
                    break;
                case OtlpTags.Summary.Attributes:
                    if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return RejectReason.NotProtobuf;
                    break;
                case OtlpTags.Summary.Flags:
                    point.Flags = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        point.DroppedAttributes = dropped;
        if (quantiles is not null) point.Quantiles = [.. quantiles];
        return reader.Fault is null ? null : RejectReason.NotProtobuf;
    }

    private static bool TryQuantile(ReadOnlySpan<byte> encoded, out KeyValuePair<double, double> quantile)
    {
        var (position, value) = (0.0, 0.0);
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            if (reader.Tag == OtlpTags.Quantile.Position) position = reader.Double();
            else if (reader.Tag == OtlpTags.Quantile.Value) value = reader.Double();
            else reader.Skip();
        }

        quantile = new(position, value);
        return reader.Fault is null;
    }
}
