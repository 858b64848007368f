using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class JsonFormTests
{
    [Theory]
    [InlineData("\"kind\": 2", SpanKind.Server)]
    [InlineData("\"kind\": \"SPAN_KIND_SERVER\"", SpanKind.Server)]
    [InlineData("\"kind\": \"2\"", SpanKind.Server)]
    [InlineData("\"kind\": 2.0", SpanKind.Server)]
    [InlineData("\"kind\": 99", SpanKind.Unspecified)]
    [InlineData("\"kind\": null", SpanKind.Unspecified)]
    [InlineData("\"kind\": 5, \"kind\": 1", SpanKind.Internal)]
    public void Enums_come_as_numbers_or_names(string members, SpanKind kind) => Assert.Equal(kind, Read.JsonSpan(members).Kind);

    [Theory]
    [InlineData("{\"intValue\": \"9223372036854775807\"}", "9223372036854775807")]
    [InlineData("{\"intValue\": -9223372036854775808}", "-9223372036854775808")]
    [InlineData("{\"intValue\": 1e3}", "1000")]
    [InlineData("{\"doubleValue\": \"NaN\"}", "NaNd")]
    [InlineData("{\"doubleValue\": \"-Infinity\"}", "-Infinityd")]
    [InlineData("{\"doubleValue\": \"0.25\"}", "0.25d")]
    [InlineData("{\"doubleValue\": 3}", "3d")]
    [InlineData("{\"bytesValue\": \"_-8=\"}", "0xffef")]
    [InlineData("{\"bytesValue\": \"/+8\"}", "0xffef")]
    [InlineData("{\"bytesValue\": \"\\/+8=\"}", "0xffef")]
    [InlineData("{\"stringValue\": \"a\", \"intValue\": 1}", "1")]
    [InlineData("{\"string_value\": \"a\"}", "empty")]
    [InlineData("{}", "empty")]
    [InlineData("null", "empty")]
    [InlineData("{\"stringValue\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "\"\"\\/\b\f\n\r\t\"")]
    [InlineData("{\"stringValue\": \"a\\u0000b\"}", "\"a\ufffdb\"")]
    [InlineData("{\"stringValue\": \"\\ud83d\\ude00\"}", "\"\ud83d\ude00\"")]
    [InlineData("{\"stringValue\": \"\\ud83dx\"}", "\"\ufffdx\"")]
    [InlineData("{\"stringValue\": \"\\ude00\\ud83d\"}", "\"\ufffd\ufffd\"")]
    [InlineData("{\"stringValue\": \"\\ud83d\\u0041\"}", "\"\ufffdA\"")]
    public void Values_are_read(string json, string expected) =>
        Assert.Equal(expected, RecordText.Of(Read.JsonSpan($$"""
            "attributes": [{"key": "a", "value": {{json}}}]
            """).Attributes[0].Value));

    [Theory]
    [InlineData("\"startTimeUnixNano\": \"soon\"", "startTimeUnixNano is not a whole number from 0 to 2^64-1, as string or number")]
    [InlineData("\"startTimeUnixNano\": \"-62135596800000000000\"", "startTimeUnixNano is not a whole number")]
    [InlineData("\"endTimeUnixNano\": 253402300799000000000", "endTimeUnixNano is not a whole number")]
    [InlineData("\"name\": 5", "name is not a string")]
    [InlineData("\"kind\": \"SERVER\"", "kind is not a number or a name of its enum")]
    [InlineData("\"kind\": [2]", "kind is not a number or a name of its enum")]
    [InlineData("\"attributes\": {}", "attributes is not an array")]
    [InlineData("\"attributes\": [5]", "attributes is not an object")]
    [InlineData("\"status\": \"OK\"", "status is not an object")]
    [InlineData("\"attributes\": [{\"key\": \"a\", \"value\": {\"boolValue\": \"true\"}}]", "boolValue is not true or false")]
    [InlineData("\"attributes\": [{\"key\": \"a\", \"value\": {\"intValue\": 1.5}}]", "intValue is not a 64-bit whole number")]
    [InlineData("\"attributes\": [{\"key\": \"a\", \"value\": {\"intValue\": 9223372036854775808}}]", "intValue is not a 64-bit whole number")]
    [InlineData("\"attributes\": [{\"key\": \"a\", \"value\": {\"bytesValue\": \"*\"}}]", "bytesValue is not base64 in a string")]
    [InlineData("\"traceId\": \"AAAAAAAAAAABI0VniavN7w==\"", "traceId is not 16 bytes (32 hex digits in JSON) other than zero")]
    [InlineData("\"spanId\": \"zzzzzzzzzzzzzzzz\"", "spanId is not 8 bytes (16 hex digits in JSON) other than zero")]
    public void A_span_with_a_value_of_the_wrong_form_is_rejected_alone(string members, string reason)
    {
        var batch = Read.Traces(Read.JsonRequest("\"name\": \"before\"", members, "\"name\": \"after\""));
        Assert.Equal(["before", "after"], batch.Items.Select(s => s.Name));
        Assert.StartsWith("1 span: " + reason, batch.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The body is not JSON: line 1, byte 1: ")]
    [InlineData("{nope", "The body is not JSON: line 1, byte 2: ")]
    [InlineData("{\"resourceSpans\":[\n]", "The body is not JSON: line 2, byte 2: ")]
    [InlineData("{} {}", "The body is not JSON: line 1, byte 4: ")]
    [InlineData("[]", "The body is not OTLP/JSON: it is not an object.")]
    [InlineData("null", "The body is not OTLP/JSON: it is not an object.")]
    [InlineData("{\"resourceSpans\": {}}", "The body is not OTLP/JSON: resourceSpans is not an array.")]
    [InlineData("{\"resourceSpans\": [{\"resource\": 1}]}", "The body is not OTLP/JSON: resource is not an object.")]
    [InlineData("{\"resource_spans\": []}", "The body is not OTLP/JSON: expected \"resourceSpans\", found \"resource_spans\".")]
    [InlineData("{\"resourceLogs\": []}", "The body holds log records, not spans: send it to /v1/logs.")]
    [InlineData("{\"resourceMetrics\": []}", "The body holds data points, not spans: send it to /v1/metrics.")]
    public void A_body_that_is_not_this_request_is_refused(string body, string error) =>
        Assert.StartsWith(error, Read.Error(OtlpSignal.Traces, body), StringComparison.Ordinal);

    [Fact]
    public void Protobuf_sent_as_json_is_told() =>
        Assert.EndsWith("It looks like protobuf: send it as application/x-protobuf.", Read.Error(OtlpSignal.Traces, Bodies.Traces, OtlpFormat.Json), StringComparison.Ordinal);

    [Fact]
    public void Of_a_name_given_twice_the_last_counts_also_for_lists_and_objects()
    {
        var longText = new string('x', 5000);
        var span = Read.JsonSpan($$$$"""
            "attributes": [{"key": "old", "value": {"stringValue": "{{{{longText}}}}"}}], "status": {"message": "old", "code": 2},
            "events": [{"timeUnixNano": "5", "name": "old"}], "events": [],
            "attributes": [{"key": "new", "value": {"arrayValue": {"values": [{"intValue": 1}]}, "arrayValue": {"values": [{"intValue": 2}]}}}], "status": {"code": 1}
            """);
        Assert.Equal("{new: [2]}", RecordText.Of(span.Attributes));
        Assert.Equal((SpanStatusCode.Ok, ""), (span.Status, span.StatusMessage));
        Assert.Empty(span.Events);
    }

    [Fact]
    public void A_whole_request_given_twice_counts_once() =>
        Assert.Empty(Read.Traces(Read.JsonRequest("")[..^1] + ",\"resourceSpans\":[]}").Items);

    [Fact]
    public void Escaped_names_and_unknown_members_of_any_form_are_passed_over()
    {
        var span = Read.JsonSpan("""
            "n\u0061me": "escaped", "\ud800": 1, "flags": 1, "future": {"a": [{}, [1, "x", null]]}, "traceState": 5
            """);
        Assert.Equal("escaped", span.Name);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Single(Read.Traces([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Bodies.TracesJson)], OtlpFormat.Json).Items);

    [Fact]
    public void Bytes_that_are_not_utf8_become_replacement_characters()
    {
        var json = Encoding.Latin1.GetBytes(Read.JsonRequest("\"name\": \"caf\u00e9\""));
        Assert.Equal("caf\uFFFD", Assert.Single(Read.Traces(json, OtlpFormat.Json).Items).Name);
        Assert.Equal("caf\uFFFD", Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(Proto.Bytes(5, [.. "caf"u8, 0xE9])))).Items).Name);
    }

    [Fact]
    public void Deep_json_is_cut_to_the_marker_and_deeper_json_is_refused()
    {
        var span = Read.JsonSpan(Deep(30));
        Assert.True(span.Truncated);
        Assert.Contains("…[cut: ", RecordText.Of(span.Attributes), StringComparison.Ordinal);
        Assert.Contains("maximum configured depth of 256", Read.Error(OtlpSignal.Traces, Read.JsonRequest(Deep(5000))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_a_deep_value_is_the_same_in_both_encodings()
    {
        var inner = Proto.Bytes(1, Proto.String(new string('y', 200)));
        var anyValue = inner;
        for (var i = 0; i < 16; i++) anyValue = i < 15 ? Proto.Bytes(1, Proto.Bytes(5, anyValue)) : Proto.Bytes(5, anyValue);
        var protobuf = Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(Proto.Attribute(9, "deep", anyValue)))).Items);
        var json = Read.JsonSpan($$"""
            "attributes": [{"key": "deep", "value": {{string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", 16))}}{"stringValue": "{{new string('y', 200)}}"}{{string.Concat(Enumerable.Repeat("]}}", 16))}}}]
            """);
        Assert.Contains("sha256", RecordText.Of(protobuf.Attributes), StringComparison.Ordinal);
        Assert.Equal(RecordText.Of(protobuf.Attributes), RecordText.Of(json.Attributes));
    }

    private static string Deep(int levels) => $$"""
        "attributes": [{"key": "deep", "value": {{string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", levels))}}{{string.Concat(Enumerable.Repeat("]}}", levels))}}}]
        """;
}
