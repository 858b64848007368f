using System.Text;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Sources;

public sealed class ReaderLawsTests
{
    private static readonly FsCheck.Config Check500 = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly byte[][] Bodies =
        [.. CapturedExchange.Names("tempo").Concat(CapturedExchange.Names("loki")).Select(n => Encoding.UTF8.GetBytes(CapturedExchange.Read(n).Body)).Where(b => b.Length > 0)];

    private static readonly string[] Pieces =
        ["null", "-1", "1e400", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"-5\"", "[]", "{}", "[[[", "true", ",", ":", "\"", "}", "]", "\"nil\"", "0", "\"AAAA\"", "\"traceID\""];

    [Fact]
    public void Changed_answers_never_throw() =>
        Check.One(Check500, Prop.ForAll(Changed.ToArbitrary(), body =>
        {
            Read(body);
            PrintedConfig.Read(Encoding.UTF8.GetString(body));
        }));

    [Fact]
    public void Arbitrary_bytes_never_throw() => Check.One(Check500, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Read));

    [Fact]
    public void What_is_listed_is_read_or_counted_as_unreadable() =>
        Check.One(Check500, Prop.ForAll(Changed.ToArbitrary(), body =>
        {
            if (!SearchReader.TryRead(body, out var answer)) return;
            Assert.InRange(answer.Traces.Count, 0, answer.Listed);
            Assert.True(answer.Listed - answer.Traces.Count <= answer.Unreadable);
            Assert.All(answer.Traces, t => Assert.True(t.Matched >= t.Spans.Count));
        }));

    // One of the real bodies with a few values replaced by others, or bytes by any.
    private static Gen<byte[]> Changed =>
        from body in Gen.Elements(Bodies)
        from edits in (from at in Gen.Choose(0, body.Length - 1) from length in Gen.Choose(0, 12) from piece in Gen.Elements(Pieces) select (at, length, piece)).ListOf()
        select edits.Take(4).Aggregate(body, (bytes, edit) =>
        {
            var at = Math.Min(edit.at, bytes.Length);
            return [.. bytes[..at], .. Encoding.UTF8.GetBytes(edit.piece), .. bytes[Math.Min(at + edit.length, bytes.Length)..]];
        });

    private static void Read(byte[] body)
    {
        SearchReader.TryRead(body, out _);
        TraceReader.TryRead(body, out _);
        LokiReader.TryLines(body, out _);
        LokiReader.TryCounts(body, out _);
        LokiReader.TryValues(body, out _);
    }
}
