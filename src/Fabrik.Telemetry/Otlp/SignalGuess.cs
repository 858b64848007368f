using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Tells which signal an item is by the fields that only one of them has: the three requests have the same outer layout, so a body sent to the
/// wrong path decodes into nonsense instead of failing.
/// </summary>
internal static class SignalGuess
{
    public static OtlpSignal? Of(ReadOnlySpan<byte> item)
    {
        var (log, span, metric, ids) = (false, false, false, 0);
        var reader = new ProtoReader(item);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Log.Time or OtlpTags.Log.ObservedTime:
                    log = true;
                    reader.Skip();
                    break;
                case OtlpTags.Span.Start or OtlpTags.Span.End:
                    span = true;
                    reader.Skip();
                    break;
                case OtlpTags.Span.TraceId:
                    if (reader.Bytes().Length == 16) ids++;
                    break;
                case OtlpTags.Span.SpanId:
                    if (reader.Bytes().Length == 8) ids++;
                    break;
                case OtlpTags.Metric.Gauge or OtlpTags.Metric.Sum or OtlpTags.Metric.Histogram
                    or OtlpTags.Metric.ExponentialHistogram or OtlpTags.Metric.Summary:
                    metric |= StartsWithPoint(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Fault is not null) return null;
        if (log) return span ? null : OtlpSignal.Logs;
        if (span || ids == 2) return OtlpSignal.Traces;
        return metric ? OtlpSignal.Metrics : null;
    }

    private static bool StartsWithPoint(ReadOnlySpan<byte> data)
    {
        var reader = new ProtoReader(data);
        if (!reader.Next() || reader.Tag != OtlpTags.Data.Points) return false;
        var point = new ProtoReader(reader.Bytes());
        while (point.Next())
        {
            if (point.Tag == OtlpTags.Point.Time) return reader.Fault is null;
            point.Skip();
        }

        return false;
    }
}
