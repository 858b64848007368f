using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>One request of each signal with every field that is read, as protobuf and as JSON: the same data twice, written by hand.</summary>
internal static class Bodies
{
    public const ulong Start = 1_795_173_388_840_371_515;
    public static readonly byte[] TraceId = Convert.FromHexString("bcc4b409ba7265a2baf47708b5235dbc");
    public static readonly byte[] SpanId = Convert.FromHexString("aca6059d7952b1d7");

    public static byte[] Traces { get; } = Request(Span(
        Bytes(4, Convert.FromHexString("00f067aa0ba902b7")),
        Text(3, "vendor=1"),
        Text(5, "chat gpt-4o-mini"),
        Varint(6, 3),
        Attribute(9, "text", String("grüß Gott 🜁")),
        Attribute(9, "yes", Varint(2, 1)),
        Attribute(9, "whole", Varint(3, unchecked((ulong)-9007199254740993))),
        Attribute(9, "ratio", Double(4, 0.5)),
        Attribute(9, "nan", Double(4, double.NaN)),
        Attribute(9, "list", Nested(5, Bytes(1, String("a")), Bytes(1, Varint(3, 2)), Bytes(1))),
        Attribute(9, "map", Nested(6, Attribute(1, "k", Nested(5)))),
        Attribute(9, "bytes", Bytes(7, 0, 1, 0xFF)),
        Attribute(9, "empty"),
        Varint(10, 2),
        Nested(11, Fixed64(1, Start + 5), Text(2, "gen_ai.choice"), Attribute(3, "index", Varint(3, 0)), Varint(4, 1)),
        Varint(12, 3),
        Nested(13, Bytes(1, TraceId), Bytes(2, 0, 0, 0, 0, 0, 0, 0, 9), Text(3, "x=y"), Attribute(4, "link.kind", String("retry"))),
        Varint(14, 4),
        Nested(15, Text(2, "boom"), Varint(3, 2)),
        [0x85, 0x01, 1, 1, 0, 0]));

    public static string TracesJson { get; } =
        """
        {"resourceSpans": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}], "droppedAttributesCount": 1},
          "scopeSpans": [{
            "scope": {"name": "Shop.Checkout", "version": "1.0", "attributes": [{"key": "lang", "value": {"stringValue": "c#"}}]},
            "spans": [{
              "traceId": "bcc4b409ba7265a2baf47708b5235dbc", "spanId": "ACA6059D7952B1D7", "parentSpanId": "00f067aa0ba902b7",
              "startTimeUnixNano": "1795173388840371515", "endTimeUnixNano": 1795173389030371515,
              "traceState": "vendor=1", "name": "chat gpt-4o-mini", "kind": 3, "flags": 257,
              "attributes": [
                {"key": "text", "value": {"stringValue": "gr\u00fc\u00df Gott \ud83d\udf01"}},
                {"key": "yes", "value": {"boolValue": true}},
                {"key": "whole", "value": {"intValue": "-9007199254740993"}},
                {"key": "ratio", "value": {"doubleValue": 0.5}},
                {"key": "nan", "value": {"doubleValue": "NaN"}},
                {"key": "list", "value": {"arrayValue": {"values": [{"stringValue": "a"}, {"intValue": 2}, {}]}}},
                {"key": "map", "value": {"kvlistValue": {"values": [{"key": "k", "value": {"arrayValue": {}}}]}}},
                {"key": "bytes", "value": {"bytesValue": "AAH/"}},
                {"key": "empty", "value": {}}
              ],
              "droppedAttributesCount": 2,
              "events": [{"timeUnixNano": "1795173388840371520", "name": "gen_ai.choice", "attributes": [{"key": "index", "value": {"intValue": "0"}}], "droppedAttributesCount": 1}],
              "droppedEventsCount": 3,
              "links": [{"traceId": "bcc4b409ba7265a2baf47708b5235dbc", "spanId": "0000000000000009", "attributes": [{"key": "link.kind", "value": {"stringValue": "retry"}}]}],
              "droppedLinksCount": 4,
              "status": {"message": "boom", "code": 2}
            }]
          }],
          "schemaUrl": "https://opentelemetry.io/schemas/1.40.0"
        }]}
        """;

    public static byte[] Logs { get; } = Request(
        Message(
            Fixed64(1, Start),
            Fixed64(11, Start + 1),
            Varint(2, 17),
            Text(3, "Error"),
            Bytes(5, Nested(6, Attribute(1, "message", String("payment failed")), Attribute(1, "code", Varint(3, 7)))),
            Attribute(6, "order.id", Varint(3, 7)),
            Bytes(9, TraceId),
            Bytes(10, SpanId),
            Text(12, "payment.failed")),
        Message(Fixed64(11, Start + 1), Bytes(5, String("observed only")), Bytes(9, new byte[16]), Bytes(10, new byte[8])));

    public static string LogsJson { get; } =
        """
        {"resourceLogs": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}], "droppedAttributesCount": 1},
          "scopeLogs": [{
            "scope": {"name": "Shop.Checkout", "version": "1.0", "attributes": [{"key": "lang", "value": {"stringValue": "c#"}}]},
            "logRecords": [
              {"timeUnixNano": "1795173388840371515", "observedTimeUnixNano": "1795173388840371516", "severityNumber": "SEVERITY_NUMBER_ERROR",
               "severityText": "Error", "traceId": "bcc4b409ba7265a2baf47708b5235dbc", "spanId": "aca6059d7952b1d7", "eventName": "payment.failed",
               "body": {"kvlistValue": {"values": [{"key": "message", "value": {"stringValue": "payment failed"}}, {"key": "code", "value": {"intValue": "7"}}]}},
               "attributes": [{"key": "order.id", "value": {"intValue": 7.0}}]},
              {"observedTimeUnixNano": "1795173388840371516", "body": {"stringValue": "observed only"},
               "traceId": "00000000000000000000000000000000", "spanId": ""}
            ]
          }]
        }]}
        """;

    public static byte[] Metrics { get; } = Request(
        Metric("queue", "{item}", 5, Nested(1, Fixed64(3, Start), Fixed64(6, unchecked((ulong)-3)), Attribute(7, "shard", String("a")))),
        Metric("orders", "1", 7, Nested(1, Fixed64(2, Start - 9), Fixed64(3, Start), Double(4, 2.5)), Varint(2, 1), Varint(3, 1)),
        Metric(
            "latency",
            "s",
            9,
            Nested(1, Fixed64(2, Start - 9), Fixed64(3, Start), Fixed64(4, 6), Double(5, 1.5), PackedFixed64(6, 1, 2, 3), PackedDoubles(7, 0.1, 1), Attribute(9, "route", String("/"))),
            Varint(2, 2)),
        Metric(
            "size",
            "By",
            10,
            Nested(1, Fixed64(3, Start), Fixed64(4, 10), Double(5, 42), SInt(6, 0), Fixed64(7, 1), Nested(8, SInt(1, -1), PackedVarints(2, 2, 0, 3)), Nested(9, SInt(1, 0), PackedVarints(2, 4))),
            Varint(2, 2)),
        Metric("rpc", "ms", 11, Nested(1, Fixed64(3, Start), Fixed64(4, 5), Double(5, 50), Nested(6, Double(1, 0.5), Double(2, 8)), Nested(6, Double(1, 1), Double(2, 20)))),
        Metric("ended", "1", 5, Nested(1, Fixed64(3, Start), Varint(8, 1))));

    public static string MetricsJson { get; } =
        """
        {"resourceMetrics": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}], "droppedAttributesCount": 1},
          "scopeMetrics": [{
            "scope": {"name": "Shop.Checkout", "version": "1.0", "attributes": [{"key": "lang", "value": {"stringValue": "c#"}}]},
            "metrics": [
              {"name": "queue", "unit": "{item}", "gauge": {"dataPoints": [{"timeUnixNano": "1795173388840371515", "asInt": "-3", "attributes": [{"key": "shard", "value": {"stringValue": "a"}}]}]}},
              {"name": "orders", "unit": "1", "sum": {"dataPoints": [{"startTimeUnixNano": "1795173388840371506", "timeUnixNano": "1795173388840371515", "asDouble": 2.5}], "aggregationTemporality": "AGGREGATION_TEMPORALITY_DELTA", "isMonotonic": true}},
              {"name": "latency", "unit": "s", "histogram": {"aggregationTemporality": 2, "dataPoints": [{"startTimeUnixNano": "1795173388840371506", "timeUnixNano": "1795173388840371515", "count": "6", "sum": 1.5,
                "bucketCounts": ["1", 2, "3"], "explicitBounds": [0.1, 1], "attributes": [{"key": "route", "value": {"stringValue": "/"}}]}]}},
              {"name": "size", "unit": "By", "exponentialHistogram": {"aggregationTemporality": 2, "dataPoints": [{"timeUnixNano": "1795173388840371515", "count": 10, "sum": 42, "scale": 0, "zeroCount": "1",
                "positive": {"offset": -1, "bucketCounts": ["2", "0", "3"]}, "negative": {"offset": 0, "bucketCounts": [4]}}]}},
              {"name": "rpc", "unit": "ms", "summary": {"dataPoints": [{"timeUnixNano": "1795173388840371515", "count": "5", "sum": 50, "quantileValues": [{"quantile": 0.5, "value": 8}, {"quantile": 1, "value": 20}]}]}},
              {"name": "ended", "unit": "1", "gauge": {"dataPoints": [{"timeUnixNano": "1795173388840371515", "flags": 1}]}}
            ]
          }]
        }]}
        """;

    /// <summary>The outer layers that all signals share, around the items given.</summary>
    public static byte[] Request(params byte[][] items) => Nested(
        1,
        Nested(1, Attribute(1, "service.name", String("shop")), Varint(2, 1)),
        Nested(
            2,
            [
                Nested(1, Text(1, "Shop.Checkout"), Text(2, "1.0"), Attribute(3, "lang", String("c#"))),
                .. items.Select(item => Bytes(2, item)),
            ]),
        Text(3, "https://opentelemetry.io/schemas/1.40.0"));

    /// <summary>A valid span with these fields added.</summary>
    public static byte[] Span(params byte[][] fields) => Message(
        [Bytes(1, TraceId), Bytes(2, SpanId), Fixed64(7, Start), Fixed64(8, Start + 190_000_000), .. fields]);

    public static byte[] Metric(string name, string unit, uint dataField, params byte[][] data) =>
        Message(Text(1, name), Text(2, "described"), Text(3, unit), Nested(dataField, data));
}
