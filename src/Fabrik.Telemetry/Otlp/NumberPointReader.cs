using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>A point of a gauge or a sum. Whole numbers become doubles: exact to 2^53.</summary>
internal static class NumberPointReader
{
    public static string? Read(ReadOnlySpan<byte> encoded, AttributeReader attributes, DataPoint point)
    {
        var dropped = 0UL;
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
                case OtlpTags.Number.Double:
                    point.Value = reader.Double();
                    break;
                case OtlpTags.Number.Int:
                    point.Value = (long)reader.Fixed64();
                    break;
                case OtlpTags.Number.Attributes:
                    if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return RejectReason.NotProtobuf;
                    break;
                case OtlpTags.Number.Flags:
                    point.Flags = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        point.DroppedAttributes = dropped;
        return reader.Fault is null ? null : RejectReason.NotProtobuf;
    }
}
