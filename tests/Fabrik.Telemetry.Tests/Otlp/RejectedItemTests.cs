using Fabrik.Telemetry.Otlp;
using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class RejectedItemTests
{
    private const ulong Year2263 = 9_246_182_400_000_000_000;

    public static TheoryData<string, byte[]> BadSpans => new()
    {
        { "traceId is not 16 bytes (32 hex digits in JSON) other than zero", Bodies.Span(Bytes(1)) },
        { "traceId is not 16 bytes (32 hex digits in JSON) other than zero", Bodies.Span(Bytes(1, new byte[16])) },
        { "traceId is not 16 bytes (32 hex digits in JSON) other than zero", Bodies.Span(Bytes(1, 1, 2, 3, 4, 5, 6, 7, 8)) },
        { "spanId is not 8 bytes (16 hex digits in JSON) other than zero", Bodies.Span(Bytes(2, new byte[8])) },
        { "spanId is not 8 bytes (16 hex digits in JSON) other than zero", Bodies.Span(Bytes(2, Bodies.TraceId)) },
        { "parentSpanId is not 8 bytes (16 hex digits in JSON)", Bodies.Span(Bytes(4, 1, 2, 3)) },
        { "startTimeUnixNano is missing", Bodies.Span(Fixed64(7, 0)) },
        { "endTimeUnixNano is missing or before startTimeUnixNano", Bodies.Span(Fixed64(8, 0)) },
        { "endTimeUnixNano is missing or before startTimeUnixNano", Bodies.Span(Fixed64(8, Bodies.Start - 1)) },
        { "a time is after the year 2262", Bodies.Span(Fixed64(8, Year2263)) },
        { "a time is after the year 2262", Bodies.Span(Fixed64(7, ulong.MaxValue), Fixed64(8, ulong.MaxValue)) },
        { "it is not well-formed protobuf", Bodies.Span([0x4A, 0x05, 0x0A]) },
        { "it is not well-formed protobuf", Bodies.Span(Bytes(15, 0x12)) },
        { "it is not well-formed protobuf", Bodies.Span(Bytes(11, 0x12, 0x7F)) },
        { "it is not well-formed protobuf", Bodies.Span([0x8B, 0x01]) },
    };

    [Theory]
    [MemberData(nameof(BadSpans))]
    public void A_bad_span_is_rejected_and_its_neighbours_are_kept(string reason, byte[] bad)
    {
        var batch = Read.Traces(Bodies.Request(Bodies.Span(Text(5, "before")), [.. bad, .. Text(5, "bad")], Bodies.Span(Text(5, "after"))));
        Assert.Equal(["before", "after"], batch.Items.Select(s => s.Name));
        Assert.Equal(1, batch.Rejected);
        Assert.StartsWith("1 span: " + reason, batch.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_of_no_length_and_a_parent_of_zeros_are_valid()
    {
        var span = Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(Bytes(4, new byte[8]), Fixed64(8, Bodies.Start)))).Items);
        Assert.Null(span.ParentSpanId);
        Assert.Equal(span.StartedAt, span.EndedAt);
    }

    [Fact]
    public void Unknown_kinds_and_status_codes_count_as_unset()
    {
        var span = Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(Varint(6, 77), Nested(15, Varint(3, ulong.MaxValue))))).Items);
        Assert.Equal(Core.Runs.SpanKind.Unspecified, span.Kind);
        Assert.Equal(Model.SpanStatusCode.Unset, span.Status);
    }

    [Fact]
    public void Links_and_events_that_cannot_be_placed_are_dropped_and_counted()
    {
        var span = Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(
            Nested(11, Text(2, "no time")),
            Nested(11, Fixed64(1, 5), Text(2, "ok")),
            Nested(13, Bytes(1, Bodies.TraceId))))).Items);
        Assert.Equal("ok", Assert.Single(span.Events).Name);
        Assert.Empty(span.Links);
        Assert.Equal(1, span.Attributes.Whole("otel.dropped_events_count"));
        Assert.Equal(1, span.Attributes.Whole("otel.dropped_links_count"));
    }

    [Fact]
    public void The_reason_counts_each_kind_and_names_the_first_item()
    {
        var batch = Read.Traces(Bodies.Request(
            Bodies.Span(Fixed64(8, 1), Text(5, "GET /\"a\"\n")),
            Bodies.Span(Fixed64(8, 2), Text(5, "other")),
            Bodies.Span(Fixed64(7, 0)),
            Bodies.Span()));
        Assert.Equal(
            "2 spans: endTimeUnixNano is missing or before startTimeUnixNano (first: \"GET / a  \"); 1 span: startTimeUnixNano is missing",
            batch.Reason);
    }

    public static TheoryData<string, byte[]> BadLogs => new()
    {
        { "timeUnixNano and observedTimeUnixNano are missing", Proto.Message(Text(3, "Error")) },
        { "a time is after the year 2262", Proto.Message(Fixed64(1, Year2263)) },
        { "traceId is not 16 bytes (32 hex digits in JSON)", Proto.Message(Fixed64(1, 5), Bytes(9, 1)) },
        { "spanId is not 8 bytes (16 hex digits in JSON)", Proto.Message(Fixed64(1, 5), Bytes(10, 1)) },
        { "it is not well-formed protobuf", Proto.Message(Fixed64(1, 5), Bytes(5, 0x0A, 0x7F)) },
    };

    [Theory]
    [MemberData(nameof(BadLogs))]
    public void A_bad_log_record_is_rejected_and_its_neighbours_are_kept(string reason, byte[] bad)
    {
        var batch = Read.Logs(Bodies.Request(bad, Proto.Message(Fixed64(1, 5), Varint(2, 99))));
        Assert.Equal(0, Assert.Single(batch.Items).SeverityNumber);
        Assert.Equal("1 log record: " + reason, batch.Reason);
    }

    public static TheoryData<string, byte[]> BadMetrics => new()
    {
        { "the metric has no name", Bodies.Metric("", "", 5, Nested(1, Fixed64(3, 5), Double(4, 1))) },
        { "the metric has no gauge, sum, histogram, exponentialHistogram or summary", Bodies.Metric("m", "", 20, Nested(1, Fixed64(3, 5))) },
        { "timeUnixNano is missing", Bodies.Metric("m", "", 5, Nested(1, Double(4, 1))) },
        { "a time is after the year 2262", Bodies.Metric("m", "", 5, Nested(1, Fixed64(3, Year2263), Double(4, 1))) },
        { "startTimeUnixNano is after timeUnixNano", Bodies.Metric("m", "", 5, Nested(1, Fixed64(2, 6), Fixed64(3, 5), Double(4, 1))) },
        { "it has no value", Bodies.Metric("m", "", 5, Nested(1, Fixed64(3, 5))) },
        { "aggregationTemporality is neither delta nor cumulative", Bodies.Metric("m", "", 7, Nested(1, Fixed64(3, 5), Double(4, 1))) },
        { "bucketCounts are not one more than explicitBounds", Histogram(PackedFixed64(6, 1, 2), PackedDoubles(7, 1, 2)) },
        { "bucketCounts are not one more than explicitBounds", Histogram(PackedDoubles(7, 1)) },
        { "explicitBounds are not ascending numbers", Histogram(PackedFixed64(6, 1, 2, 3), PackedDoubles(7, 2, 1)) },
        { "explicitBounds are not ascending numbers", Histogram(PackedFixed64(6, 1, 2), PackedDoubles(7, double.NaN)) },
        { "a count is over 2^63-1", Histogram(PackedFixed64(6, ulong.MaxValue)) },
        { "a count is over 2^63-1", Histogram(Fixed64(4, ulong.MaxValue)) },
        { "it is not well-formed protobuf", Histogram(Bytes(6, 1, 2, 3)) },
        { "it has more buckets or quantiles than the limit", Histogram(PackedFixed64(6, new ulong[513]), PackedDoubles(7, [.. Enumerable.Range(0, 512).Select(i => (double)i)])) },
        { "scale is not between -64 and 64", Exponential(SInt(6, 65)) },
        { "zeroThreshold is negative or not a number", Exponential(Double(14, -1)) },
        { "a count is over 2^63-1", Exponential(Nested(8, PackedVarints(2, long.MaxValue)), Nested(9, PackedVarints(2, ulong.MaxValue))) },
        { "a quantile is not between 0 and 1", Bodies.Metric("m", "", 11, Nested(1, Fixed64(3, 5), Nested(6, Double(1, double.NaN)))) },
    };

    [Theory]
    [MemberData(nameof(BadMetrics))]
    public void A_bad_data_point_is_rejected_and_its_neighbours_are_kept(string reason, byte[] bad)
    {
        var batch = Read.Metrics(Bodies.Request(bad, Bodies.Metric("good", "", 5, Nested(1, Fixed64(3, 5), Double(4, 1)))));
        Assert.Equal("good", Assert.Single(batch.Items).Name);
        Assert.Equal(1, batch.Rejected);
        Assert.StartsWith("1 data point: " + reason, batch.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_a_recorded_value_is_accepted_and_not_kept()
    {
        var batch = Read.Metrics(Bodies.Request(Bodies.Metric("m", "", 7, Nested(1, Fixed64(3, 5), Varint(8, 1)), Varint(2, 2))));
        Assert.Empty(batch.Items);
        Assert.Equal(0, batch.Rejected);
    }

    private static byte[] Histogram(params byte[][] fields) => Bodies.Metric("m", "", 9, Nested(1, [Fixed64(3, 5), .. fields]), Varint(2, 2));

    private static byte[] Exponential(params byte[][] fields) => Bodies.Metric("m", "", 10, Nested(1, [Fixed64(3, 5), .. fields]), Varint(2, 2));
}
