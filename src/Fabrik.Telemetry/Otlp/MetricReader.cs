using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>Reads one Metric into as many items as it has data points.</summary>
internal sealed class MetricReader(OtlpLimits limits) : ItemReader<MetricPoint>(OtlpSignal.Metrics, limits)
{
    private const ulong Delta = 1;
    private const ulong Cumulative = 2;

    // DataPointFlags: the series has ended or the value was not read; the point says only that.
    private const uint NoRecordedValue = 1;

    private readonly DataPoint _point = new();

    public override void Read(ReadOnlySpan<byte> item, ResourceInfo resource, InstrumentationScope scope)
    {
        ReadOnlySpan<byte> name = default, unit = default, data = default;
        MetricKind? kind = null;
        var foreign = false;
        var reader = new ProtoReader(item);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Metric.Name:
                    name = reader.Bytes();
                    break;
                case OtlpTags.Metric.Unit:
                    unit = reader.Bytes();
                    break;
                case OtlpTags.Metric.Gauge:
                    kind = MetricKind.Gauge;
                    data = reader.Bytes();
                    break;
                case OtlpTags.Metric.Sum:
                    kind = MetricKind.Sum;
                    data = reader.Bytes();
                    break;
                case OtlpTags.Metric.Histogram:
                    kind = MetricKind.Histogram;
                    data = reader.Bytes();
                    break;
                case OtlpTags.Metric.ExponentialHistogram:
                    kind = MetricKind.ExponentialHistogram;
                    data = reader.Bytes();
                    break;
                case OtlpTags.Metric.Summary:
                    kind = MetricKind.Summary;
                    data = reader.Bytes();
                    break;
                default:
                    foreign |= reader.Tag is OtlpTags.Span.Start or OtlpTags.Span.End or OtlpTags.Log.Time or OtlpTags.Log.ObservedTime;
                    reader.Skip();
                    break;
            }
        }

        if (reader.Fault is not null) Reject(RejectReason.NotProtobuf, item, name);
        else if (foreign) Reject("it is not a metric", item, default);
        else if (name.IsEmpty) Reject("the metric has no name", item, default);
        else if (kind is null) Reject("the metric has no gauge, sum, histogram, exponentialHistogram or summary", item, name);
        else ReadData(item, name, unit, kind.Value, data, resource, scope);
    }

    private void ReadData(
        ReadOnlySpan<byte> item,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> unit,
        MetricKind kind,
        ReadOnlySpan<byte> data,
        ResourceInfo resource,
        InstrumentationScope scope)
    {
        // The temporality may stand after the points it is about.
        var (temporality, monotonic) = (0UL, false);
        var header = new ProtoReader(data);
        while (header.Next())
        {
            if (header.Tag == OtlpTags.Data.Temporality) temporality = header.Varint();
            else if (header.Tag == OtlpTags.Data.Monotonic) monotonic = header.Varint() != 0;
            else header.Skip();
        }

        if (header.Fault is not null)
        {
            Reject(RejectReason.NotProtobuf, item, name);
            return;
        }

        var temporal = kind is not (MetricKind.Gauge or MetricKind.Summary);
        var known = !temporal || temporality is Delta or Cumulative;
        Attributes.BeginItem();
        var (nameText, unitText) = (Attributes.Name(name), Attributes.Name(unit));
        var points = new ProtoReader(data);
        while (points.Next())
        {
            if (points.Tag != OtlpTags.Data.Points)
            {
                points.Skip();
                continue;
            }

            var encoded = points.Bytes();
            Attributes.BeginItem();
            _point.Clear();
            var fault = known ? ReadPoint(encoded, kind) : "aggregationTemporality is neither delta nor cumulative";
            if (fault is null && (_point.Flags & NoRecordedValue) != 0) continue;
            fault ??= _point.Validate(kind, Limits.MaxBuckets);
            if (fault is not null)
            {
                // Without a guess at the signal: that was settled for the metric, and would be read anew for each of its points.
                Rejections.Add(fault, name);
                continue;
            }

            Items.Add(new MetricPoint
            {
                Name = nameText,
                Unit = unitText,
                Kind = kind,
                Delta = temporal && temporality == Delta,
                Monotonic = kind == MetricKind.Sum && monotonic,
                StartedAt = _point.Start == 0 ? null : UnixTime.FromNanoseconds((long)_point.Start),
                Time = UnixTime.FromNanoseconds((long)_point.Time),
                Value = _point.Value,
                Count = (long)_point.Count,
                Bounds = _point.Bounds,
                BucketCounts = _point.BucketCounts,
                Quantiles = _point.Quantiles,
                Attributes = Attributes.Take(0, _point.DroppedAttributes),
                Resource = resource,
                Scope = scope,
            });
        }
    }

    private string? ReadPoint(ReadOnlySpan<byte> encoded, MetricKind kind) => kind switch
    {
        MetricKind.Histogram => HistogramPointReader.Read(encoded, Attributes, Limits, _point),
        MetricKind.ExponentialHistogram => ExponentialPointReader.Read(encoded, Attributes, Limits, _point),
        MetricKind.Summary => SummaryPointReader.Read(encoded, Attributes, Limits, _point),
        _ => NumberPointReader.Read(encoded, Attributes, _point),
    };
}
