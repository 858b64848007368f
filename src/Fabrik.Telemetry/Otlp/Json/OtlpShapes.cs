using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>The requests in OTLP/JSON. Order matters: a shape stands before those that hold it.</summary>
internal static class OtlpShapes
{
    private static readonly MessageShape AnyValue = new();

    private static readonly MessageShape KeyValue = new(
        new FieldShape("key", OtlpTags.KeyValue.Key, JsonForm.Text),
        new FieldShape("value", OtlpTags.KeyValue.Value, JsonForm.Message) { Message = AnyValue });

    private static readonly MessageShape Resource = new(
        Attributes(OtlpTags.Resource.Attributes),
        new FieldShape("droppedAttributesCount", OtlpTags.Resource.DroppedAttributes, JsonForm.UInt64));

    private static readonly MessageShape Scope = new(
        new FieldShape("name", OtlpTags.Scope.Name, JsonForm.Text),
        new FieldShape("version", OtlpTags.Scope.Version, JsonForm.Text),
        Attributes(OtlpTags.Scope.Attributes),
        new FieldShape("droppedAttributesCount", OtlpTags.Scope.DroppedAttributes, JsonForm.UInt64));

    private static readonly MessageShape Span = new(
        new FieldShape("traceId", OtlpTags.Span.TraceId, JsonForm.HexId),
        new FieldShape("spanId", OtlpTags.Span.SpanId, JsonForm.HexId),
        new FieldShape("parentSpanId", OtlpTags.Span.ParentSpanId, JsonForm.HexId),
        new FieldShape("name", OtlpTags.Span.Name, JsonForm.Text),
        new FieldShape("kind", OtlpTags.Span.Kind, JsonForm.Enum)
        {
            EnumNames = Names("SPAN_KIND_", "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"),
        },
        new FieldShape("startTimeUnixNano", OtlpTags.Span.Start, JsonForm.Fixed64),
        new FieldShape("endTimeUnixNano", OtlpTags.Span.End, JsonForm.Fixed64),
        Attributes(OtlpTags.Span.Attributes),
        new FieldShape("droppedAttributesCount", OtlpTags.Span.DroppedAttributes, JsonForm.UInt64),
        List("events", OtlpTags.Span.Events, new MessageShape(
            new FieldShape("timeUnixNano", OtlpTags.Event.Time, JsonForm.Fixed64),
            new FieldShape("name", OtlpTags.Event.Name, JsonForm.Text),
            Attributes(OtlpTags.Event.Attributes),
            new FieldShape("droppedAttributesCount", OtlpTags.Event.DroppedAttributes, JsonForm.UInt64))),
        new FieldShape("droppedEventsCount", OtlpTags.Span.DroppedEvents, JsonForm.UInt64),
        List("links", OtlpTags.Span.Links, new MessageShape(
            new FieldShape("traceId", OtlpTags.Link.TraceId, JsonForm.HexId),
            new FieldShape("spanId", OtlpTags.Link.SpanId, JsonForm.HexId),
            Attributes(OtlpTags.Link.Attributes),
            new FieldShape("droppedAttributesCount", OtlpTags.Link.DroppedAttributes, JsonForm.UInt64))),
        new FieldShape("droppedLinksCount", OtlpTags.Span.DroppedLinks, JsonForm.UInt64),
        new FieldShape("status", OtlpTags.Span.Status, JsonForm.Message)
        {
            Message = new MessageShape(
                new FieldShape("message", OtlpTags.Status.Message, JsonForm.Text),
                new FieldShape("code", OtlpTags.Status.Code, JsonForm.Enum) { EnumNames = Names("STATUS_CODE_", "UNSET", "OK", "ERROR") }),
        });

    private static readonly MessageShape LogRecord = new(
        new FieldShape("timeUnixNano", OtlpTags.Log.Time, JsonForm.Fixed64),
        new FieldShape("observedTimeUnixNano", OtlpTags.Log.ObservedTime, JsonForm.Fixed64),
        new FieldShape("severityNumber", OtlpTags.Log.SeverityNumber, JsonForm.Enum) { EnumNames = SeverityNames() },
        new FieldShape("severityText", OtlpTags.Log.SeverityText, JsonForm.Text),
        new FieldShape("body", OtlpTags.Log.Body, JsonForm.Message) { Message = AnyValue },
        Attributes(OtlpTags.Log.Attributes),
        new FieldShape("droppedAttributesCount", OtlpTags.Log.DroppedAttributes, JsonForm.UInt64),
        new FieldShape("traceId", OtlpTags.Log.TraceId, JsonForm.HexId),
        new FieldShape("spanId", OtlpTags.Log.SpanId, JsonForm.HexId),
        new FieldShape("eventName", OtlpTags.Log.EventName, JsonForm.Text));

    private static readonly MessageShape Buckets = new(
        new FieldShape("offset", OtlpTags.Buckets.Offset, JsonForm.SInt32),
        new FieldShape("bucketCounts", OtlpTags.Buckets.Counts, JsonForm.UInt64) { Repeated = true });

    private static readonly MessageShape NumberData = Data(
        new FieldShape("asDouble", OtlpTags.Number.Double, JsonForm.Double),
        new FieldShape("asInt", OtlpTags.Number.Int, JsonForm.SFixed64),
        Attributes(OtlpTags.Number.Attributes),
        new FieldShape("flags", OtlpTags.Number.Flags, JsonForm.UInt64));

    private static readonly MessageShape HistogramData = Data(
        new FieldShape("count", OtlpTags.Point.Count, JsonForm.Fixed64),
        new FieldShape("sum", OtlpTags.Point.Sum, JsonForm.Double),
        new FieldShape("bucketCounts", OtlpTags.Histogram.BucketCounts, JsonForm.Fixed64) { Repeated = true },
        new FieldShape("explicitBounds", OtlpTags.Histogram.Bounds, JsonForm.Double) { Repeated = true },
        Attributes(OtlpTags.Histogram.Attributes),
        new FieldShape("flags", OtlpTags.Histogram.Flags, JsonForm.UInt64));

    private static readonly MessageShape ExponentialData = Data(
        new FieldShape("count", OtlpTags.Point.Count, JsonForm.Fixed64),
        new FieldShape("sum", OtlpTags.Point.Sum, JsonForm.Double),
        new FieldShape("scale", OtlpTags.Exponential.Scale, JsonForm.SInt32),
        new FieldShape("zeroCount", OtlpTags.Exponential.ZeroCount, JsonForm.Fixed64),
        new FieldShape("zeroThreshold", OtlpTags.Exponential.ZeroThreshold, JsonForm.Double),
        new FieldShape("positive", OtlpTags.Exponential.Positive, JsonForm.Message) { Message = Buckets },
        new FieldShape("negative", OtlpTags.Exponential.Negative, JsonForm.Message) { Message = Buckets },
        Attributes(OtlpTags.Exponential.Attributes),
        new FieldShape("flags", OtlpTags.Exponential.Flags, JsonForm.UInt64));

    private static readonly MessageShape SummaryData = Data(
        new FieldShape("count", OtlpTags.Point.Count, JsonForm.Fixed64),
        new FieldShape("sum", OtlpTags.Point.Sum, JsonForm.Double),
        List("quantileValues", OtlpTags.Summary.Quantiles, new MessageShape(
            new FieldShape("quantile", OtlpTags.Quantile.Position, JsonForm.Double),
            new FieldShape("value", OtlpTags.Quantile.Value, JsonForm.Double))),
        Attributes(OtlpTags.Summary.Attributes),
        new FieldShape("flags", OtlpTags.Summary.Flags, JsonForm.UInt64));

    private static readonly MessageShape Metric = new(
        new FieldShape("name", OtlpTags.Metric.Name, JsonForm.Text),
        new FieldShape("unit", OtlpTags.Metric.Unit, JsonForm.Text),
        new FieldShape("gauge", OtlpTags.Metric.Gauge, JsonForm.Message) { Message = NumberData },
        new FieldShape("sum", OtlpTags.Metric.Sum, JsonForm.Message) { Message = NumberData },
        new FieldShape("histogram", OtlpTags.Metric.Histogram, JsonForm.Message) { Message = HistogramData },
        new FieldShape("exponentialHistogram", OtlpTags.Metric.ExponentialHistogram, JsonForm.Message) { Message = ExponentialData },
        new FieldShape("summary", OtlpTags.Metric.Summary, JsonForm.Message) { Message = SummaryData });

    static OtlpShapes() => AnyValue.Fields =
    [
        new FieldShape("stringValue", OtlpTags.AnyValue.Text, JsonForm.Text),
        new FieldShape("boolValue", OtlpTags.AnyValue.Bool, JsonForm.Bool),
        new FieldShape("intValue", OtlpTags.AnyValue.Int, JsonForm.Int64),
        new FieldShape("doubleValue", OtlpTags.AnyValue.Double, JsonForm.Double),
        new FieldShape("arrayValue", OtlpTags.AnyValue.Array, JsonForm.Message) { Message = new MessageShape(List("values", OtlpTags.Values.Element, AnyValue)) },
        new FieldShape("kvlistValue", OtlpTags.AnyValue.Map, JsonForm.Message) { Message = new MessageShape(List("values", OtlpTags.Values.Element, KeyValue)) },
        new FieldShape("bytesValue", OtlpTags.AnyValue.Bytes, JsonForm.Base64),
    ];

    public static MessageShape Traces { get; } = Request("resourceSpans", "scopeSpans", "spans", Span);

    public static MessageShape Logs { get; } = Request("resourceLogs", "scopeLogs", "logRecords", LogRecord);

    public static MessageShape Metrics { get; } = Request("resourceMetrics", "scopeMetrics", "metrics", Metric);

    private static FieldShape List(string name, uint tag, MessageShape element, bool isItem = false) =>
        new(name, tag, JsonForm.Message) { Repeated = true, Message = element, IsItem = isItem };

    private static FieldShape Attributes(uint tag) => List("attributes", tag, KeyValue);

    private static MessageShape Request(string resources, string scopes, string items, MessageShape item) => new(
        List(resources, OtlpTags.Envelope.Resources, new MessageShape(
            new FieldShape("resource", OtlpTags.Envelope.Resource, JsonForm.Message) { Message = Resource },
            List(scopes, OtlpTags.Envelope.Scopes, new MessageShape(
                new FieldShape("scope", OtlpTags.Envelope.Scope, JsonForm.Message) { Message = Scope },
                List(items, OtlpTags.Envelope.Items, item, isItem: true))))));

    private static MessageShape Data(params FieldShape[] point) => new(
        List(
            "dataPoints",
            OtlpTags.Data.Points,
            new MessageShape(
            [
                new FieldShape("startTimeUnixNano", OtlpTags.Point.Start, JsonForm.Fixed64),
                new FieldShape("timeUnixNano", OtlpTags.Point.Time, JsonForm.Fixed64),
                .. point,
            ]),
            isItem: true),
        new FieldShape("aggregationTemporality", OtlpTags.Data.Temporality, JsonForm.Enum)
        {
            EnumNames = Names("AGGREGATION_TEMPORALITY_", "UNSPECIFIED", "DELTA", "CUMULATIVE"),
        },
        new FieldShape("isMonotonic", OtlpTags.Data.Monotonic, JsonForm.Bool));

    private static string[] Names(string prefix, params string[] names) => [.. names.Select(name => prefix + name)];

    private static string[] SeverityNames() => Names(
        "SEVERITY_NUMBER_",
        ["UNSPECIFIED", .. new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }.SelectMany(n => new[] { n, n + 2, n + 3, n + 4 })]);
}
