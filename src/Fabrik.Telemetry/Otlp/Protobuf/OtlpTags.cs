namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>
/// Tags (field number and wire type) of the messages read, from the opentelemetry-proto files common, resource, trace, logs and metrics v1.
/// The readers and the JSON shapes share them, so each number stands here once.
/// </summary>
internal static class OtlpTags
{
    private const uint Varint = 0;
    private const uint Fixed64 = 1;
    private const uint Len = 2;

    /// <summary>ExportXServiceRequest and ResourceX and ScopeX have the same layout for all signals.</summary>
    public static class Envelope
    {
        public const uint Resources = (1 << 3) | Len;
        public const uint Resource = (1 << 3) | Len;
        public const uint Scopes = (2 << 3) | Len;
        public const uint Scope = (1 << 3) | Len;
        public const uint Items = (2 << 3) | Len;
    }

    public static class Resource
    {
        public const uint Attributes = (1 << 3) | Len;
        public const uint DroppedAttributes = (2 << 3) | Varint;
    }

    public static class Scope
    {
        public const uint Name = (1 << 3) | Len;
        public const uint Version = (2 << 3) | Len;
        public const uint Attributes = (3 << 3) | Len;
        public const uint DroppedAttributes = (4 << 3) | Varint;
    }

    public static class KeyValue
    {
        public const uint Key = (1 << 3) | Len;
        public const uint Value = (2 << 3) | Len;
    }

    public static class AnyValue
    {
        public const uint Text = (1 << 3) | Len;
        public const uint Bool = (2 << 3) | Varint;
        public const uint Int = (3 << 3) | Varint;
        public const uint Double = (4 << 3) | Fixed64;
        public const uint Array = (5 << 3) | Len;
        public const uint Map = (6 << 3) | Len;
        public const uint Bytes = (7 << 3) | Len;
    }

    /// <summary>ArrayValue and KeyValueList.</summary>
    public static class Values
    {
        public const uint Element = (1 << 3) | Len;
    }

    public static class Span
    {
        public const uint TraceId = (1 << 3) | Len;
        public const uint SpanId = (2 << 3) | Len;
        public const uint ParentSpanId = (4 << 3) | Len;
        public const uint Name = (5 << 3) | Len;
        public const uint Kind = (6 << 3) | Varint;
        public const uint Start = (7 << 3) | Fixed64;
        public const uint End = (8 << 3) | Fixed64;
        public const uint Attributes = (9 << 3) | Len;
        public const uint DroppedAttributes = (10 << 3) | Varint;
        public const uint Events = (11 << 3) | Len;
        public const uint DroppedEvents = (12 << 3) | Varint;
        public const uint Links = (13 << 3) | Len;
        public const uint DroppedLinks = (14 << 3) | Varint;
        public const uint Status = (15 << 3) | Len;
    }

    public static class Event
    {
        public const uint Time = (1 << 3) | Fixed64;
        public const uint Name = (2 << 3) | Len;
        public const uint Attributes = (3 << 3) | Len;
        public const uint DroppedAttributes = (4 << 3) | Varint;
    }

    public static class Link
    {
        public const uint TraceId = (1 << 3) | Len;
        public const uint SpanId = (2 << 3) | Len;
        public const uint Attributes = (4 << 3) | Len;
        public const uint DroppedAttributes = (5 << 3) | Varint;
    }

    public static class Status
    {
        public const uint Message = (2 << 3) | Len;
        public const uint Code = (3 << 3) | Varint;
    }

    public static class Log
    {
        public const uint Time = (1 << 3) | Fixed64;
        public const uint SeverityNumber = (2 << 3) | Varint;
        public const uint SeverityText = (3 << 3) | Len;
        public const uint Body = (5 << 3) | Len;
        public const uint Attributes = (6 << 3) | Len;
        public const uint DroppedAttributes = (7 << 3) | Varint;
        public const uint TraceId = (9 << 3) | Len;
        public const uint SpanId = (10 << 3) | Len;
        public const uint ObservedTime = (11 << 3) | Fixed64;
        public const uint EventName = (12 << 3) | Len;
    }

    public static class Metric
    {
        public const uint Name = (1 << 3) | Len;
        public const uint Unit = (3 << 3) | Len;
        public const uint Gauge = (5 << 3) | Len;
        public const uint Sum = (7 << 3) | Len;
        public const uint Histogram = (9 << 3) | Len;
        public const uint ExponentialHistogram = (10 << 3) | Len;
        public const uint Summary = (11 << 3) | Len;
    }

    /// <summary>Gauge, Sum, Histogram, ExponentialHistogram, Summary: one layout, of which each uses a part.</summary>
    public static class Data
    {
        public const uint Points = (1 << 3) | Len;
        public const uint Temporality = (2 << 3) | Varint;
        public const uint Monotonic = (3 << 3) | Varint;
    }

    /// <summary>What the four kinds of point have in the same place.</summary>
    public static class Point
    {
        public const uint Start = (2 << 3) | Fixed64;
        public const uint Time = (3 << 3) | Fixed64;
        public const uint Count = (4 << 3) | Fixed64;
        public const uint Sum = (5 << 3) | Fixed64;
    }

    public static class Number
    {
        public const uint Double = (4 << 3) | Fixed64;
        public const uint Int = (6 << 3) | Fixed64;
        public const uint Attributes = (7 << 3) | Len;
        public const uint Flags = (8 << 3) | Varint;
    }

    public static class Histogram
    {
        public const uint BucketCounts = (6 << 3) | Len;
        public const uint BucketCount = (6 << 3) | Fixed64;
        public const uint Bounds = (7 << 3) | Len;
        public const uint Bound = (7 << 3) | Fixed64;
        public const uint Attributes = (9 << 3) | Len;
        public const uint Flags = (10 << 3) | Varint;
    }

    public static class Exponential
    {
        public const uint Attributes = (1 << 3) | Len;
        public const uint Scale = (6 << 3) | Varint;
        public const uint ZeroCount = (7 << 3) | Fixed64;
        public const uint Positive = (8 << 3) | Len;
        public const uint Negative = (9 << 3) | Len;
        public const uint Flags = (10 << 3) | Varint;
        public const uint ZeroThreshold = (14 << 3) | Fixed64;
    }

    public static class Buckets
    {
        public const uint Offset = (1 << 3) | Varint;
        public const uint Counts = (2 << 3) | Len;
        public const uint Count = (2 << 3) | Varint;
    }

    public static class Summary
    {
        public const uint Quantiles = (6 << 3) | Len;
        public const uint Attributes = (7 << 3) | Len;
        public const uint Flags = (8 << 3) | Varint;
    }

    public static class Quantile
    {
        public const uint Position = (1 << 3) | Fixed64;
        public const uint Value = (2 << 3) | Fixed64;
    }
}
