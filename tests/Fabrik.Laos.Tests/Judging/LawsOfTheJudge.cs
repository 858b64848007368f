using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Tests.Reports;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Reports;
using Fabrik.Laos.Tests.Evidence;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Judging;

public sealed class LawsOfTheJudge
{
    private static readonly LaosConfig Config = new()
    {
        Thresholds = new() { LatencyMs = new() { P50 = 200, P95 = 400, P99 = 600, P100 = 500 }, DbTimeMs = new() { P95 = 100 }, ErrorRate = 0.2, LogErrorRate = 0.01 },
    };

    private static readonly Gen<SpanSample> AnySpan =
        from index in Gen.Choose(0, 200)
        from ms in Gen.Choose(0, 800)
        from at in Gen.Choose(0, 1000)
        from kind in Gen.Elements(SpanKind.Server, SpanKind.Internal, SpanKind.Client)
        from parent in Gen.Choose(0, 400)
        from database in Gen.Elements(true, false)
        from fails in Gen.Choose(0, 9)
        select SomeEvidence.Span(
            index, ms, $"span {index % 5}", StepKind.Span, kind, at, parent <= 200 ? parent : null, fails == 0 ? new StepError("E", $"{index % 3}") : null, database)
            with
        { Route = kind == SpanKind.Server ? $"/{index % 3}" : null };

    private static readonly Gen<RunEvidence> AnyEvidence =
        from spans in AnySpan.ListOf()
        from extra in Gen.Choose(0, 1)
        select WholeEvidence.Of([.. extra == 1 ? SomeEvidence.Load(120, i => i) : [], .. spans.DistinctBy(s => s.Id)]) with { Load = null };

    private static readonly Gen<SignalState> AnyIncomplete =
        from kind in Gen.Elements(SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Profiles, SignalKind.Metrics)
        from state in Gen.Elements<Func<SignalKind, string, SignalState>>(
            SignalState.Absent, SignalState.Pending, SignalState.Unreachable, SignalState.Unsupported, (k, r) => SignalState.Partial(k, 0.99, r))
        select state(kind, "because");

    [Fact]
    public void The_order_of_the_spans_never_shows() => Prop.ForAll(AnyEvidence.ToArbitrary(), evidence =>
        Bytes(evidence) == Bytes(evidence with { Spans = [.. evidence.Spans.Reverse()] })
        && Bytes(evidence) == Bytes(evidence with { Spans = [.. evidence.Spans.OrderBy(s => s.Name, StringComparer.Ordinal)] })).QuickCheckThrowOnFailure();

    [Fact]
    public void Evidence_that_was_kept_gives_the_same_bytes() => Prop.ForAll(AnyEvidence.ToArbitrary(), evidence =>
    {
        var kept = EvidenceFile.Decode(EvidenceFile.Encode(evidence).Bytes);
        return kept.Ok && Bytes(kept.Evidence) == Bytes(evidence);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_demanded_signal_that_is_incomplete_never_passes() => Prop.ForAll(AnyEvidence.Zip(AnyIncomplete).ToArbitrary(), both =>
    {
        var (evidence, state) = both;
        var all = new SignalsConfig { Traces = SignalDemand.True, Logs = SignalDemand.True, Errors = SignalDemand.True, Profiles = SignalDemand.True, Metrics = SignalDemand.True };
        SignalState[] states = [state, .. Enum.GetValues<SignalKind>().Where(k => k != state.Signal).Select(SignalState.Complete)];
        foreach (var strict in Enum.GetValues<Strictness>())
        {
            var report = SomeEvidence.Judge(new() { Strict = strict, Signals = all, Thresholds = new() { ErrorRate = 1, LatencyMs = new() { P50 = 10_000 } } }, evidence with { Signals = states });
            if (report.Verdict.Status == VerdictStatus.Pass || report.Passes || report.Verdict.NotEvaluated.All(n => n.Reason != "because")) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_verdict_follows_from_the_measures() => Prop.ForAll(AnyEvidence.ToArbitrary(), evidence =>
    {
        var report = SomeEvidence.Judge(Config, evidence);
        var broken = report.Measures.Any(m => m is { State: MeasureState.Broken, Severity: Severity.Error });
        var open = report.Measures.Any(m => m.State == MeasureState.Undecided) || report.Verdict.NotEvaluated.Count > 0;
        return report.Verdict.Status == (broken ? VerdictStatus.Fail : open ? VerdictStatus.Inconclusive : VerdictStatus.Pass);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Percentiles_are_those_of_an_independent_script_over_the_raw_spans()
    {
        var random = Core.Randomness.CounterRandom.From(5, "latency");
        var spans = Enumerable.Range(0, 4321).Select(i => SomeEvidence.Request(i, 1) with
        {
            EndedAt = UnixTime.FromNanoseconds(SomeEvidence.Start.Nanoseconds + (long)(random.NextUInt64() % 900_000_007)),
        }).ToArray();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, spans.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.StartedAt.Nanoseconds} {s.EndedAt.Nanoseconds}")));
            var independent = await NodeReaders.AskAsync("percentiles.mjs", file);

            var limits = new QuantileLimits { P50 = 1, P90 = 1, P95 = 1, P99 = 1, P999 = 1, P100 = 1 };
            var measures = SomeEvidence.Judge(SomeEvidence.Limits(new() { LatencyMs = limits }), SomeEvidence.Of(spans)).Measures;

            Assert.Equal(6, measures.Count);
            foreach (var measure in measures) Assert.Equal(independent.GetProperty(measure.Metric["latency_ms.".Length..]).GetDouble(), measure.Value);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Database_time_is_that_of_a_count_of_every_millisecond()
    {
        var cases = Gen.Choose(0, 60).Zip(Gen.Choose(0, 60)).ListOf().Zip(Gen.Choose(0, 60).Zip(Gen.Choose(0, 60)));
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (queries, (from, length)) = c;
            var request = SomeEvidence.Span(0, length, "GET /", StepKind.Span, SpanKind.Server, startsAfter: from);
            SpanSample[] spans = [request, .. queries.Select((q, i) => SomeEvidence.Span(i + 1, q.Item2, "select", parent: 0, startsAfter: q.Item1, database: true))];
            var counted = Enumerable.Range(from, length).Count(ms => queries.Any(q => ms >= q.Item1 && ms < q.Item1 + q.Item2));
            var sample = DatabaseTime.Of(spans, Population.Of(spans, null, UnixTime.Zero));
            return queries.Count == 0 ? sample is null : Math.Abs(sample!.Quantile(1) - counted) < 1e-9;
        }).QuickCheckThrowOnFailure();
    }

    private static string Bytes(RunEvidence evidence) => LintJson.Write(SomeEvidence.Judge(Config, evidence) with { EvidenceDigest = EvidenceFile.Encode(evidence).Digest });
}
