using System.Text;
using Fabrik.Telemetry.Otlp;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>Whatever the bytes: a batch or an error, no exception, and memory in proportion to the body.</summary>
public sealed class HostileBytesTests
{
    // The dearest bytes there are: six of them make a map of one empty entry inside a list, which takes 104.
    private const int BytesForEachByte = 18;
    private const int BytesForAnyBody = 100_000;

    private static readonly (OtlpSignal Signal, OtlpFormat Format, byte[] Body)[] Valid =
    [
        (OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Traces),
        (OtlpSignal.Logs, OtlpFormat.Protobuf, Bodies.Logs),
        (OtlpSignal.Metrics, OtlpFormat.Protobuf, Bodies.Metrics),
        (OtlpSignal.Traces, OtlpFormat.Json, Encoding.UTF8.GetBytes(Bodies.TracesJson)),
        (OtlpSignal.Logs, OtlpFormat.Json, Encoding.UTF8.GetBytes(Bodies.LogsJson)),
        (OtlpSignal.Metrics, OtlpFormat.Json, Encoding.UTF8.GetBytes(Bodies.MetricsJson)),
    ];

    [Fact]
    public void Arbitrary_bytes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), body =>
        {
            foreach (var signal in Enum.GetValues<OtlpSignal>())
            {
                Survives(signal, OtlpFormat.Protobuf, body);
                Survives(signal, OtlpFormat.Json, body);
            }
        }));

    [Fact]
    public void Valid_bodies_cut_at_every_byte()
    {
        foreach (var (signal, format, body) in Valid)
        {
            for (var length = 0; length < body.Length; length++)
            {
                var taken = Survives(signal, format, body[..length]);

                // A protobuf body may end between two blocks; JSON may not end early at all.
                if (format == OtlpFormat.Json) Assert.False(taken, $"{signal} JSON cut at {length}");
                else Assert.True(!taken || length == 0, $"{signal} protobuf cut at {length}");
            }
        }
    }

    [Fact]
    public void Valid_bodies_with_bytes_changed_removed_and_doubled() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4000),
        Prop.ForAll(
            Gen.Choose(0, Valid.Length - 1).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ArrayOf(6).ToArbitrary(),
            (which, changes) =>
            {
                var (signal, format, body) = Valid[which];
                Survives(signal, format, Mutate(body, changes));
            }));

    [Theory]
    [InlineData(0x0A, 0x00)]
    [InlineData(0x12, 0x00)]
    [InlineData(0x4A, 0x00)]
    [InlineData(0x5A, 0x00)]
    [InlineData(0x6A, 0x00)]
    [InlineData(0x0A, 0x04)]
    public void The_smallest_items_a_hundred_thousand_times(byte tag, byte length)
    {
        var filler = Enumerable.Repeat(new byte[] { tag, length }, 100_000).SelectMany(b => b).ToArray();
        foreach (var signal in Enum.GetValues<OtlpSignal>())
        {
            Survives(signal, OtlpFormat.Protobuf, filler);
            Survives(signal, OtlpFormat.Protobuf, Proto.Nested(1, filler));
            Survives(signal, OtlpFormat.Protobuf, Proto.Nested(1, Proto.Nested(2, filler)));
            Survives(signal, OtlpFormat.Protobuf, Bodies.Request(filler));
            Survives(signal, OtlpFormat.Protobuf, Bodies.Request(Bodies.Span(filler)));
            Survives(signal, OtlpFormat.Protobuf, Bodies.Request(Bodies.Span(Proto.Attribute(9, "a", Proto.Bytes(5, filler)))));
            Survives(signal, OtlpFormat.Protobuf, Bodies.Request(Bodies.Span(Proto.Attribute(9, "a", Proto.Bytes(6, filler)))));
        }
    }

    /// <summary>Elements of a list: nothing, an empty list, a list of nothing, an empty map, a map of nothing, a map in a map.</summary>
    [Theory]
    [InlineData("0A00")]
    [InlineData("0A022A00")]
    [InlineData("0A042A020A00")]
    [InlineData("0A023200")]
    [InlineData("0A0432020A00")]
    [InlineData("0A0832060A0412023200")]
    public void Values_as_small_as_they_get_in_one_list_and_in_many(string element)
    {
        var small = Convert.FromHexString(element);
        foreach (var (size, spans) in new[] { (100_000, 1), (20_000, 60), (60, 10_000) })
        {
            var list = Proto.Attribute(9, "a", Proto.Bytes(5, [.. Enumerable.Repeat(small, size).SelectMany(b => b)]));
            var map = Proto.Attribute(9, "b", Proto.Bytes(6, [.. Enumerable.Repeat(Proto.Bytes(1, Proto.Bytes(2, small[2..])), size / 2).SelectMany(b => b)]));
            Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(list), spans)]));
            Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(list, map), spans)]));
            Survives(OtlpSignal.Logs, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Proto.Message(Proto.Fixed64(1, 1), Proto.Nested(6, list[2..])), spans)]));
        }
    }

    [Fact]
    public void Small_lists_after_a_limit_was_reached()
    {
        var long1 = Proto.Attribute(9, "a", Proto.Bytes(5, [.. Enumerable.Repeat(new byte[] { 0x0A, 0 }, 70_000).SelectMany(b => b)]));
        var tiny = Proto.Attribute(9, "k", Proto.Bytes(5, 0x0A, 0));
        var again = Proto.Attribute(9, "a", [.. Enumerable.Repeat(new byte[] { 0x2A, 2, 0x0A, 0 }, 100_000).SelectMany(b => b)]);
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request(Bodies.Span(long1, again)));
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(again), 20)]));
        byte[][] spans = [.. Enumerable.Repeat(Bodies.Span(long1), 17), .. Enumerable.Repeat(Bodies.Span([.. Enumerable.Repeat(tiny, 256)]), 2000)];
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request(spans));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"arrayValue":{}}""")]
    [InlineData("""{"kvlistValue":{"values":[{}]}}""")]
    public void Values_as_small_as_they_get_in_JSON(string element)
    {
        var list = "{\"key\":\"a\",\"value\":{\"arrayValue\":{\"values\":[" + string.Join(',', Enumerable.Repeat(element, 100_000)) + "]}}}";
        Assert.True(Survives(OtlpSignal.Traces, OtlpFormat.Json, Encoding.UTF8.GetBytes(Read.JsonRequest([.. Enumerable.Repeat($"\"attributes\":[{list}]", 5)]))));
    }

    [Fact]
    public void A_body_of_nothing_but_lists_takes_memory_up_to_a_limit_of_its_own()
    {
        var list = Proto.Attribute(9, "a", Proto.Bytes(5, [.. Enumerable.Repeat(new byte[] { 0x0A, 0 }, 60_000).SelectMany(b => b)]));
        var body = Bodies.Request([.. Enumerable.Repeat(Bodies.Span(list), 200)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var batch = Read.Traces(body);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(OtlpLimits.Default.MaxBodyNodes, batch.Items.Sum(s => s.Attributes[0].Value.AsArray.Count(v => v.AsString is null)));
        Assert.InRange(allocated, 0, 40L * OtlpLimits.Default.MaxBodyNodes);
    }

    [Fact]
    public void Lists_of_nothing_and_tiny_attributes_up_to_every_limit()
    {
        var list = Proto.Attribute(9, "a", Proto.Bytes(5, [.. Enumerable.Repeat(new byte[] { 0x0A, 0 }, 8000).SelectMany(b => b)]));
        var tiny = Proto.Message([.. Enumerable.Repeat(Proto.Attribute(9, "k", 0x10, 1), 256)]);
        var events = Proto.Message([.. Enumerable.Repeat(Proto.Nested(11, Proto.Fixed64(1, 1)), 256)]);
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(list, list, list, list), 20)]));
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(tiny, events), 200)]));
        Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Bodies.Span(), 10_000)]));
        Survives(OtlpSignal.Metrics, OtlpFormat.Protobuf, Bodies.Request([.. Metric(), .. Unknown()]));
        Survives(OtlpSignal.Logs, OtlpFormat.Protobuf, Bodies.Request([.. Enumerable.Repeat(Proto.Fixed64(1, 1), 50_000)]));
        Survives(OtlpSignal.Metrics, OtlpFormat.Protobuf, Bodies.Request(Bodies.Metric("m", "", 5, [.. Enumerable.Repeat(Proto.Nested(1, Proto.Fixed64(3, 1), Proto.Fixed64(6, 1)), 50_000)])));
    }

    // A metric of many bad points among many unknown fields: the fields must not be read again for each point.
    private static byte[] Metric() => Bodies.Metric("m", "", 5, [.. Enumerable.Repeat(Proto.Nested(1), 200_000)]);

    private static byte[] Unknown() => Proto.Message([.. Enumerable.Repeat(Proto.Varint(15, 1), 200_000)]);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"resourceSpans\":[", "]}")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_a_hundred_thousand_deep(string open, string close)
    {
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, 100_000)) + string.Concat(Enumerable.Repeat(close, 100_000)));
        Assert.False(Survives(OtlpSignal.Traces, OtlpFormat.Json, json));
    }

    [Fact]
    public void Protobuf_values_nested_ten_thousand_deep()
    {
        var value = Proto.String("x");
        for (var i = 0; i < 10_000; i++) value = Proto.Bytes(5, Proto.Bytes(1, value));
        Assert.True(Survives(OtlpSignal.Traces, OtlpFormat.Protobuf, Bodies.Request(Bodies.Span(Proto.Attribute(9, "deep", value)))));
    }

    [Fact]
    public void A_name_repeated_a_hundred_thousand_times()
    {
        var json = Read.JsonRequest($"\"status\": {{\"message\": \"{new string('x', 200_000)}\"}}, {string.Join(',', Enumerable.Repeat("\"attributes\": [{}]", 100_000))}");
        Assert.True(Survives(OtlpSignal.Traces, OtlpFormat.Json, Encoding.UTF8.GetBytes(json)));
    }

    private static bool Survives(OtlpSignal signal, OtlpFormat format, byte[] body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        string? error;
        string? reason = null;
        int items = 0, rejected = 0;
        bool taken;
        switch (signal)
        {
            case OtlpSignal.Traces:
                taken = OtlpTraces.TryRead(body, format, OtlpLimits.Default, out var spans, out error);
                if (taken) (items, rejected, reason) = (spans!.Items.Count, spans.Rejected, spans.Reason);
                break;
            case OtlpSignal.Logs:
                taken = OtlpLogs.TryRead(body, format, OtlpLimits.Default, out var logs, out error);
                if (taken) (items, rejected, reason) = (logs!.Items.Count, logs.Rejected, logs.Reason);
                break;
            default:
                taken = OtlpMetrics.TryRead(body, format, OtlpLimits.Default, out var points, out error);
                if (taken) (items, rejected, reason) = (points!.Items.Count, points.Rejected, points.Reason);
                break;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated <= BytesForAnyBody + ((long)body.Length * BytesForEachByte),
            $"{allocated} bytes for a body of {body.Length}: {signal} {format} {items} items");
        Assert.Equal(taken, error is null);
        Assert.Equal(rejected > 0, reason is not null);
        return taken;
    }

    private static byte[] Mutate(byte[] body, int[] changes)
    {
        var bytes = body.ToList();
        for (var i = 0; i + 1 < changes.Length; i += 2)
        {
            if (bytes.Count == 0) break;
            var at = changes[i] % bytes.Count;
            switch (changes[i + 1] % 4)
            {
                case 0:
                    bytes[at] = (byte)(changes[i + 1] >> 8);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << ((changes[i + 1] >> 8) % 8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min((changes[i + 1] >> 8) % 40, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
