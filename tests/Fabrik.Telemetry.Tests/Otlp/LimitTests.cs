using System.Security.Cryptography;
using System.Text;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;
using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class LimitTests
{
    private static readonly OtlpLimits Small = new() { MaxAttributeBytes = 16, MaxSpanBytes = 200, MaxAttributes = 3, MaxEvents = 2, MaxLinks = 1, MaxDepth = 3, MaxKeyBytes = 8, MaxNameBytes = 8 };

    [Fact]
    public void A_long_text_keeps_its_start_in_whole_characters_and_the_hash_of_all_of_it()
    {
        var text = "fifteen bytes..€ and more";
        var span = One(Attribute(9, "a", String(text)));
        Assert.Equal($"fifteen bytes..…[cut: 27 bytes, sha256:{Sha(text)}]", span.Attributes.Text("a"));
        Assert.True(span.Truncated);
    }

    [Fact]
    public void A_text_at_the_limit_is_whole()
    {
        var span = One(Attribute(9, "a", String("sixteen bytes...")));
        Assert.Equal("sixteen bytes...", span.Attributes.Text("a"));
        Assert.False(span.Truncated);
    }

    [Fact]
    public void Long_bytes_become_their_marker()
    {
        var bytes = new byte[17];
        Assert.Equal($"…[cut: 17 bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}]", One(Attribute(9, "a", Bytes(7, bytes))).Attributes.Text("a"));
    }

    [Fact]
    public void A_long_list_keeps_its_start_and_ends_in_the_marker()
    {
        var list = Message([.. Enumerable.Range(0, 9).Select(i => Bytes(1, Varint(3, (ulong)i)))]);
        Assert.True(One(Attribute(9, "a", Bytes(5, list))).Attributes.TryGet("a", out var value));
        Assert.Equal([0, 1], value.AsArray.SkipLast(1).Select(v => v.AsLong));
        Assert.Equal($"…[cut: {list.Length} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(list))}]", value.AsArray[^1].AsString);
    }

    [Fact]
    public void A_list_that_is_cut_inside_ends_in_the_marker_of_all_of_it()
    {
        var inner = Message([.. Enumerable.Range(0, 9).Select(i => Bytes(1, Varint(3, (ulong)i)))]);
        var list = Bytes(1, Bytes(5, inner));
        var span = One(Attribute(9, "a", Bytes(5, list)));
        Assert.True(span.Attributes.TryGet("a", out var value));
        Assert.Equal([0, 1], value.AsArray[0].AsArray.Select(v => v.AsLong));
        Assert.Equal($"…[cut: {list.Length} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(list))}]", value.AsArray[1].AsString);
        Assert.True(span.Truncated);
    }

    [Theory]
    [InlineData(OtlpFormat.Protobuf)]
    [InlineData(OtlpFormat.Json)]
    public void Values_inside_lists_and_maps_are_counted_for_each_item(OtlpFormat format)
    {
        var limits = new OtlpLimits { MaxNodes = 5 };
        var spans = Nodes(format, limits, spans: 2);
        Assert.All(spans, span =>
        {
            Assert.True(span.Truncated);
            Assert.Equal(["list: 3", "map: 2 cut", "last: 0 cut", "text"], span.Attributes.Select(Shape));
        });
    }

    [Theory]
    [InlineData(OtlpFormat.Protobuf)]
    [InlineData(OtlpFormat.Json)]
    public void Values_inside_lists_and_maps_are_counted_for_the_whole_body(OtlpFormat format)
    {
        var spans = Nodes(format, new OtlpLimits { MaxBodyNodes = 12 }, spans: 3);
        Assert.Equal([false, true, true], spans.Select(s => s.Truncated));
        Assert.Equal(["list: 3", "map: 3", "last: 1", "text"], spans[0].Attributes.Select(Shape));
        Assert.Equal(["list: 3", "map: 2 cut", "last", "text"], spans[1].Attributes.Select(Shape));
        Assert.Equal(["list", "map", "last", "text"], spans[2].Attributes.Select(Shape));
        Assert.Equal("…[cut: the request holds too many values]", spans[2].Attributes.Text("list"));
    }

    [Fact]
    public void A_long_map_keeps_its_start_and_ends_in_the_marker()
    {
        var map = Message([.. Enumerable.Range(0, 9).Select(i => Attribute(1, "k" + i, Varint(3, (ulong)i)))]);
        Assert.True(One(Attribute(9, "a", Bytes(6, map))).Attributes.TryGet("a", out var value));
        Assert.Equal(["k0", "k1", "…"], value.AsMap.Select(e => e.Key));
        Assert.Equal($"…[cut: {map.Length} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(map))}]", value.AsMap[2].Value.AsString);
    }

    [Fact]
    public void What_lies_deeper_than_the_limit_becomes_the_marker()
    {
        var inner = Bytes(1, String("x"));
        var span = One(Attribute(9, "a", Nested(5, Nested(1, Nested(5, Nested(1, Bytes(5, inner)))))));
        Assert.True(span.Attributes.TryGet("a", out var value));
        var marker = Assert.Single(Assert.Single(value.AsArray).AsArray).AsString;
        Assert.Equal($"…[cut: {inner.Length} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(inner))}]", marker);
        Assert.True(span.Truncated);
    }

    [Fact]
    public void Attributes_events_and_links_over_the_limit_are_dropped_and_counted_with_those_the_sender_dropped()
    {
        var span = One(
            Attribute(9, "a", Varint(3, 1)),
            Attribute(9, "b", Varint(3, 1)),
            Attribute(9, "c", Varint(3, 1)),
            Attribute(9, "d", Varint(3, 1)),
            Attribute(9, "e", Varint(3, 1)),
            Varint(10, 5),
            Nested(11, Fixed64(1, 1)),
            Nested(11, Fixed64(1, 2)),
            Nested(11, Fixed64(1, 3)),
            Nested(13, Bytes(1, Bodies.TraceId), Bytes(2, Bodies.SpanId)),
            Nested(13, Bytes(1, Bodies.TraceId), Bytes(2, Bodies.SpanId)));
        Assert.Equal(["a", "b", "c", "otel.dropped_events_count", "otel.dropped_links_count", "otel.dropped_attributes_count"], span.Attributes.Select(a => a.Key));
        Assert.Equal((7, 1, 1), (span.Attributes.Whole("otel.dropped_attributes_count"), span.Attributes.Whole("otel.dropped_events_count"), span.Attributes.Whole("otel.dropped_links_count")));
        Assert.Equal((2, 1), (span.Events.Count, span.Links.Count));
        Assert.True(span.Truncated);
    }

    [Fact]
    public void Names_and_keys_have_limits_of_their_own()
    {
        var span = One(Text(5, "a long name"), Attribute(9, "a long key", Varint(3, 1)));
        Assert.Equal($"a long n…[cut: 11 bytes, sha256:{Sha("a long name")}]", span.Name);
        Assert.Equal($"a long k…[cut: 10 bytes, sha256:{Sha("a long key")}]", span.Attributes[0].Key);
    }

    [Fact]
    public void A_span_over_its_size_keeps_what_came_first()
    {
        var limits = Small with { MaxAttributes = 100, MaxAttributeBytes = 150 };
        var span = Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(
            Attribute(9, "a", String(new string('a', 100))),
            Attribute(9, "b", String(new string('b', 100))),
            Attribute(9, "c", String("c")),
            Nested(11, Fixed64(1, 1), Text(2, "e")))), limits).Items);
        Assert.Equal(new string('a', 100), span.Attributes.Text("a"));
        Assert.StartsWith(new string('b', 91) + "…[cut: 100 bytes", span.Attributes.Text("b"), StringComparison.Ordinal);
        Assert.False(span.Attributes.Has("c"));
        Assert.Equal(1, span.Attributes.Whole("otel.dropped_attributes_count"));
        Assert.Empty(span.Events);
        Assert.True(span.Truncated);
    }

    [Fact]
    public void The_limit_of_one_span_does_not_count_for_the_next()
    {
        var batch = Read.Traces(Bodies.Request(Bodies.Span(Attribute(9, "a", String(new string('a', 1000)))), Bodies.Span(Attribute(9, "a", String("short")))), Small);
        Assert.Equal([true, false], batch.Items.Select(s => s.Truncated));
        Assert.Equal("short", batch.Items[1].Attributes.Text("a"));
    }

    [Fact]
    public void A_long_log_body_is_cut()
    {
        var log = Assert.Single(Read.Logs(Bodies.Request(Message(Fixed64(1, 5), Bytes(5, String(new string('x', 40))))), limits: Small).Items);
        Assert.StartsWith(new string('x', 16) + "…[cut: 40 bytes", log.Body.AsString, StringComparison.Ordinal);
        Assert.True(log.Truncated);
    }

    [Theory]
    [InlineData(OtlpFormat.Protobuf)]
    [InlineData(OtlpFormat.Json)]
    public void An_attribute_of_100_MB_is_cut_without_a_string_of_100_MB(OtlpFormat format)
    {
        const int Size = 100_000_000;
        var head = Encoding.UTF8.GetBytes("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"bcc4b409ba7265a2baf47708b5235dbc","spanId":"aca6059d7952b1d7","startTimeUnixNano":"1000","endTimeUnixNano":"2000","attributes":[{"key":"a","value":{"stringValue":"&""")[..^1];
        var tail = Encoding.UTF8.GetBytes("\"}}]}]}]}]}");
        var text = new byte[Size];
        Array.Fill(text, (byte)'x');
        byte[] body = format == OtlpFormat.Json ? [.. head, .. text, .. tail] : Bodies.Request(Bodies.Span(Attribute(9, "a", Bytes(1, text))));
        var limits = new OtlpLimits { MaxInflatedBytes = int.MaxValue };

        // The JSON path uses a pooled buffer, which is there after the first call.
        Read.Traces(body, format, limits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var batch = Read.Traces(body, format, limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var value = Assert.Single(batch.Items).Attributes.Text("a")!;
        Assert.EndsWith($"…[cut: {Size} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(text))}]", value, StringComparison.Ordinal);
        Assert.Equal(limits.MaxAttributeBytes, value.IndexOf('…', StringComparison.Ordinal));

        // The MiB that is kept takes two as a string, and two more while the marker is put to it.
        Assert.InRange(allocated, 0, 5_000_000);
    }

    [Fact]
    public void A_body_over_the_inflated_limit_is_refused() =>
        Assert.Equal(
            "The body is 11 bytes; the limit is 10. Send smaller batches.",
            Read.Error(OtlpSignal.Traces, new byte[11], limits: new OtlpLimits { MaxInflatedBytes = 10 }));

    /// <summary>Spans with a list of three values, a map of three, a list of one, and a text, sent in either encoding.</summary>
    private static IReadOnlyList<SpanRecord> Nodes(OtlpFormat format, OtlpLimits limits, int spans)
    {
        if (format == OtlpFormat.Json)
        {
            const string Members = """
                "attributes": [
                  {"key": "list", "value": {"arrayValue": {"values": [{}, {}, {}]}}},
                  {"key": "map", "value": {"kvlistValue": {"values": [{"key": "a"}, {"key": "b"}, {"key": "c"}]}}},
                  {"key": "last", "value": {"arrayValue": {"values": [{}]}}},
                  {"key": "text", "value": {"stringValue": "text"}}]
                """;
            return Read.Traces(Read.JsonRequest([.. Enumerable.Repeat(Members, spans)]), limits).Items;
        }

        var span = Bodies.Span(
            Attribute(9, "list", Nested(5, Bytes(1), Bytes(1), Bytes(1))),
            Attribute(9, "map", Nested(6, Nested(1, Text(1, "a")), Nested(1, Text(1, "b")), Nested(1, Text(1, "c")))),
            Attribute(9, "last", Nested(5, Bytes(1))),
            Attribute(9, "text", String("text")));
        return Read.Traces(Bodies.Request([.. Enumerable.Repeat(span, spans)]), limits).Items;
    }

    private static string Shape(KeyValuePair<string, AttributeValue> attribute)
    {
        var (key, value) = attribute;
        IReadOnlyList<AttributeValue> inner = value.Kind == AttributeKind.Map ? [.. value.AsMap.Select(e => e.Value)] : value.AsArray;
        var kept = inner.Count(v => v.AsString is null);
        return value.Kind == AttributeKind.String ? key : $"{key}: {kept}{(kept < inner.Count ? " cut" : "")}";
    }

    private static SpanRecord One(params byte[][] fields) => Assert.Single(Read.Traces(Bodies.Request(Bodies.Span(fields)), Small).Items);

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
