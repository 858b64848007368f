using System.IO.Compression;
using System.Text;
using Fabrik.Core.Randomness;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Tests.Judging;

namespace Fabrik.Laos.Tests.Evidence;

public sealed class EvidenceFileTests
{
    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var evidence = WholeEvidence.Of([.. WholeEvidence.Spans(), SomeEvidence.Request(500, 1) with { ForeignRun = "run-2" }]);
        var file = EvidenceFile.Encode(evidence);

        var read = EvidenceFile.Decode(file.Bytes);

        Assert.True(read.Ok, read.Error);
        Assert.Equal(file.Digest, read.Digest);
        Assert.Equal(evidence.Spans.OrderBy(s => s.StartedAt).ThenBy(s => s.Id), read.Evidence.Spans);
        Assert.Equal((evidence.Scope, evidence.Since, evidence.Until, evidence.Logs, evidence.Provenance), (read.Evidence.Scope, read.Evidence.Since, read.Evidence.Until, read.Evidence.Logs, read.Evidence.Provenance));
        Assert.Equal(evidence.Errors!, read.Evidence.Errors!);
        Assert.Equal(evidence.Signals, read.Evidence.Signals);
        Assert.Equal(evidence.Sources, read.Evidence.Sources);
        Assert.Equal(evidence.Queries, read.Evidence.Queries);
        Assert.Equal(evidence.Notes, read.Evidence.Notes);
        Assert.Equal(evidence.Profiles.Functions, read.Evidence.Profiles.Functions);
        Assert.Equal(evidence.Metrics.Latency, read.Evidence.Metrics.Latency);
        Assert.Equal(evidence.Load!.Latency, read.Evidence.Load!.Latency);
        Assert.Equal(file.Digest, EvidenceFile.Encode(read.Evidence).Digest);
    }

    [Fact]
    public void The_order_in_which_spans_came_makes_no_difference()
    {
        var spans = WholeEvidence.Spans();
        Assert.Equal(EvidenceFile.Encode(WholeEvidence.Of(spans)).Digest, EvidenceFile.Encode(WholeEvidence.Of(spans) with { Spans = [.. spans.Reverse()] }).Digest);
    }

    [Fact]
    public void Spans_that_all_say_the_same_are_kept_too()
    {
        SpanSample[] same = [SomeEvidence.Request(1, 5), SomeEvidence.Request(2, 5), SomeEvidence.Request(3, 5)];

        foreach (var spans in (SpanSample[][])[same, same[..1]])
            Assert.Equal(spans, EvidenceFile.Decode(EvidenceFile.Encode(SomeEvidence.Of(spans)).Bytes).Evidence!.Spans);
    }

    [Fact]
    public void Nothing_and_numbers_that_are_none_can_be_kept_too()
    {
        var evidence = SomeEvidence.Of() with
        {
            Until = Core.Time.UnixTime.MaxValue,
            Metrics = new MetricSample(double.NaN, null, [new HistogramQuantile(0.95, double.NaN, null, null, 1), new HistogramQuantile(0.5, 1, 0, double.PositiveInfinity, 1)], []),
            Notes = ["half a pair: \ud800"],
        };

        var read = EvidenceFile.Decode(EvidenceFile.Encode(evidence).Bytes);

        Assert.True(read.Ok, read.Error);
        Assert.Null(read.Evidence.Metrics.CpuPct);
        Assert.Equal(new HistogramQuantile(0.5, 1, 0, null, 1), Assert.Single(read.Evidence.Metrics.Latency));
        Assert.Equal("half a pair: \ufffd", read.Evidence.Notes[0]);
    }

    [Fact]
    public void A_hundred_thousand_spans_stay_small()
    {
        var random = CounterRandom.From(3, "ids");
        var spans = SomeEvidence.Load(100_000, _ => 5 + (random.NextUInt64() % 1_000_000 / 1e3));

        Assert.InRange(EvidenceFile.Encode(SomeEvidence.Of(spans)).Bytes.Length, 1, 2_500_000);
    }

    [Theory]
    [InlineData("\"format\":\"fabrik.laos_evidence/1\"", "\"format\":\"fabrik.laos_evidence/2\"", "$.format: expected `fabrik.laos_evidence/1`")]
    [InlineData("\"run_id\":\"run-1\"", "\"run_id\":\"../etc\"", "$.scope.run_id: expected a run id")]
    [InlineData("\"count\":123", "\"count\":124", "$.spans.count: expected 123, as there are ids")]
    [InlineData("\"coverage\":0.5", "\"coverage\":1.5", "$.signals[3].coverage: expected a share from 0 to below 1")]
    [InlineData("\"synthetic\":true", "\"synthetic\":\"yes\"", "$.provenance.synthetic: expected true or false")]
    [InlineData("\"span_kind\":[", "\"span_kind\":[9,", "$.spans.span_kind: expected an array of 123")]
    [InlineData("\"database\":[0", "\"database\":[7", "$.spans.database: expected 0 or 1")]
    [InlineData("\"route\":[", "\"route\":[-1,", "$.spans.route: expected an array of 123")]
    [InlineData("\"end_ns\":[100000000", "\"end_ns\":[9223372036854775807", "$.spans.start_ns: expected times from 1970 to 2262")]
    [InlineData("\"notes\":[\"tempo", "\"notes\":[\"\\ud800", "it holds text that is not whole characters")]
    [InlineData("\"notes\"", "\"nots\"", "$: expected an object with `notes`")]
    [InlineData("}", "", "it is not JSON")]
    public void What_is_wrong_is_said_with_its_place(string correct, string wrong, string error)
    {
        var json = Unpack(EvidenceFile.Encode(WholeEvidence.Of(WholeEvidence.Spans())).Bytes);
        Assert.Contains(correct, json, StringComparison.Ordinal);

        var read = EvidenceFile.Decode(Pack(Replace(json, correct, wrong)));

        Assert.False(read.Ok);
        Assert.Contains(error, read.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_any_kind_are_refused_without_an_exception()
    {
        var whole = EvidenceFile.Encode(WholeEvidence.Of(WholeEvidence.Spans())).Bytes.ToArray();
        var json = Encoding.UTF8.GetBytes(Unpack(whole));
        var random = CounterRandom.From(11, "bytes");
        for (var i = 0; i < 100; i++)
        {
            var (packed, plain) = (whole.ToArray(), json.ToArray());
            packed[random.NextUInt64() % (ulong)packed.Length] ^= (byte)(1 + (random.NextUInt64() % 255));
            plain[random.NextUInt64() % (ulong)plain.Length] = (byte)random.NextUInt64();
            _ = EvidenceFile.Decode(packed);
            _ = EvidenceFile.Decode(Pack(plain));
            Assert.False(EvidenceFile.Decode(whole.AsMemory(0, (int)(random.NextUInt64() % (ulong)(whole.Length / 2)))).Ok);
        }

        Assert.Contains("not gzip", EvidenceFile.Decode(Encoding.UTF8.GetBytes("{}")).Error, StringComparison.Ordinal);
        Assert.Contains("not JSON", EvidenceFile.Decode(Pack(Encoding.UTF8.GetBytes(new string('[', 100)))).Error, StringComparison.Ordinal);
    }

    private static string Replace(string json, string correct, string wrong)
    {
        var at = json.IndexOf(correct, StringComparison.Ordinal);
        return string.Concat(json.AsSpan(0, at), wrong, json.AsSpan(at + correct.Length));
    }

    private static string Unpack(ReadOnlyMemory<byte> file)
    {
        using var gzip = new GZipStream(new MemoryStream(file.ToArray()), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    private static byte[] Pack(string json) => Pack(Encoding.UTF8.GetBytes(json));

    private static byte[] Pack(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(json);
        return packed.ToArray();
    }
}
