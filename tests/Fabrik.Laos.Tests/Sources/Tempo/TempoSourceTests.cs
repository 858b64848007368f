using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles.Tempo;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Tempo;

public sealed class TempoSourceTests
{
    private readonly ManualTime _time = new(SomeRequest.Now);

    [Fact]
    public async Task Every_span_of_a_run_comes_with_its_facts()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        var request = SomeSpans.Request(0);
        tempo.Add(
            request,
            SomeSpans.Below(request, 1, ("run_id", "run-1"), ("db.system", "postgresql")),
            SomeSpans.Below(request, 2, ("run_id", "run-1"), ("db.system.name", "redis")),
            SomeSpans.Below(request, 3, ("run_id", "run-1"), ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m")) with { Kind = "client" },
            SomeSpans.Request(17) with { Status = "error", StatusMessage = "boom", Attributes = new Dictionary<string, object> { ["http.status_code"] = 503L, ["error.type"] = "503" } });
        tempo.Add(SomeSpans.Requests(3, "run-2"));

        var spans = (await CollectAsync(tempo)).Spans!;

        Assert.Equal(5, spans.Count);
        var first = Assert.Single(spans, s => s.Id.Value == request.Id);
        Assert.Equal(
            ("GET /cart", SpanKind.Server, StepKind.Span, "/cart", 200, "checkout", request.Trace, 10.0),
            (first.Name, first.SpanKind, first.Kind, first.Route, first.HttpStatus, first.Service, first.Trace.ToString(), first.Milliseconds));
        Assert.Equal(2, spans.Count(s => s.Database && s.Parent?.Value == request.Id));
        Assert.Single(spans, s => s.Kind == StepKind.Model);
        var failed = Assert.Single(spans, s => s.Error is not null);
        Assert.Equal(("503", "boom", 503), (failed.Error!.Type, failed.Error.Message, failed.HttpStatus));
        Assert.All(spans, s => Assert.Null(s.ForeignRun));
    }

    [Fact]
    public async Task Windows_are_split_until_every_answer_is_whole()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        tempo.MaxResultLimit = 50;
        tempo.Add(SomeSpans.Requests(400));

        var evidence = await CollectAsync(tempo);

        Assert.Equal(400, evidence.Spans!.Select(s => s.Id).Distinct().Count());
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.InRange(tempo.Requests.Count(r => r.Path == "/api/search"), 9, 100);
    }

    [Fact]
    public async Task A_second_that_holds_more_than_an_answer_lists_makes_the_signal_partial()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        tempo.MaxResultLimit = 20;
        tempo.Add(SomeSpans.Requests(200, apart: TimeSpan.FromMilliseconds(1)));

        var state = (await CollectAsync(tempo)).States[0];

        Assert.Equal(SignalCompleteness.Partial, state.Completeness);
        Assert.Contains("windows of a second hold 20 traces or more", state.Reason);
        Assert.InRange(state.Coverage!.Value, 0, 0.999);
    }

    [Fact]
    public async Task A_trace_with_more_spans_than_a_set_lists_is_fetched_by_id()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        var root = SomeSpans.Request(16);
        tempo.Add(root);
        tempo.Add(Enumerable.Range(0, 250).Select(i => SomeSpans.Below(root, i, ("run_id", "run-1"))));

        var evidence = await CollectAsync(tempo);

        Assert.Equal(251, evidence.Spans!.Count);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Contains(tempo.Requests, r => r.Path == $"/api/v2/traces/{root.Trace}");
    }

    [Theory]
    [InlineData(true, "a partial trace is returned")]
    [InlineData(false, "too large for the server")]
    public async Task A_trace_that_the_server_cuts_or_refuses_makes_the_signal_partial(bool v2, string reason)
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        (tempo.MaxSpansById, tempo.HasTraceV2) = (150, v2);
        var root = SomeSpans.Request(0);
        tempo.Add(root);
        tempo.Add(Enumerable.Range(0, 250).Select(i => SomeSpans.Below(root, i, ("run_id", "run-1"))));

        var state = (await CollectAsync(tempo)).States[0];

        Assert.Equal(SignalCompleteness.Partial, state.Completeness);
        Assert.Contains(reason, state.Reason);
    }

    [Fact]
    public async Task Spans_below_a_labelled_entry_span_belong_to_the_run()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        var entry = SomeSpans.Request(0) with
        {
            Resource = new Dictionary<string, object> { ["service.name"] = "checkout" },
            Attributes = new Dictionary<string, object> { ["run.id"] = "run-1" },
        };
        var query = SomeSpans.Below(entry, 1, ("db.system.name", "postgresql"));
        tempo.Add(entry, query, SomeSpans.Below(query, 2), SomeSpans.Below(entry, 3) with { Resource = new Dictionary<string, object> { ["service.name"] = "payments" } });

        var evidence = await CollectAsync(tempo);

        Assert.Equal(3, evidence.Spans!.Count);
        Assert.Contains(evidence.Notes, n => n.StartsWith("2 spans name no run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_span_that_names_another_run_is_marked()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        var mine = SomeSpans.Request(1);
        tempo.Add(
            mine,
            SomeSpans.Below(mine, 1, ("fabrik.run_id", "run-2")),
            SomeSpans.Request(2) with { Attributes = new Dictionary<string, object> { ["run_id"] = "run-3" } });
        tempo.Add(SomeSpans.Requests(2, "run-2").Select(s => s with { Trace = "f" + s.Trace[1..] }));

        var evidence = await CollectAsync(tempo);

        Assert.Equal(["run-2", "run-3"], evidence.Spans!.Select(s => s.ForeignRun).OfType<string>().Order());
        Assert.Equal(3, evidence.Spans!.Count);
        Assert.Contains(evidence.Notes, n => n.Contains("2 traces hold spans of another run"));
    }

    [Fact]
    public async Task What_is_younger_than_the_cutoff_is_pending_and_then_there()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        var request = SomeRequest.Of() with { Since = UnixTime.From(SomeRequest.Now.AddSeconds(-15)), Until = UnixTime.From(SomeRequest.Now) };
        tempo.Add(SomeSpans.Requests(10, from: request.Since));

        var early = await source.CollectAsync([SignalKind.Traces], request, default);
        _time.Advance(TimeSpan.FromSeconds(20));
        var later = await source.CollectAsync([SignalKind.Traces], request, default);
        _time.Advance(TimeSpan.FromSeconds(10));
        var late = await source.CollectAsync([SignalKind.Traces], request, default);

        Assert.Empty(early.Spans!);
        Assert.Equal(SignalCompleteness.Pending, early.States[0].Completeness);
        Assert.InRange(later.Spans!.Count, 1, 9);
        Assert.Equal(SignalCompleteness.Pending, later.States[0].Completeness);
        Assert.Equal(10, late.Spans!.Count);
        Assert.Equal(SignalCompleteness.Complete, late.States[0].Completeness);
    }

    [Fact]
    public async Task A_mistagged_run_is_absent_and_the_runs_that_are_there_are_named()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        tempo.Add(SomeSpans.Requests(3, "run-7"));

        var state = (await CollectAsync(tempo)).States[0];

        Assert.Equal(SignalCompleteness.Absent, state.Completeness);
        Assert.Contains("run run-1 of checkout", state.Reason);
        Assert.Contains("run-7", state.Reason);
    }

    [Fact]
    public async Task A_range_longer_than_a_search_may_have_is_searched_in_slices()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        tempo.Add(SomeSpans.Requests(2, from: UnixTime.From(SomeRequest.Now.AddDays(-20))).Concat(SomeSpans.Requests(1).Select(s => s with { Trace = "e" + s.Trace[1..], Id = "00000000000000ff" })));

        var evidence = await source.CollectAsync([SignalKind.Traces], SomeRequest.Of() with { Since = UnixTime.From(SomeRequest.Now.AddDays(-30)) }, default);

        Assert.Equal(3, evidence.Spans!.Count);
    }

    [Fact]
    public async Task An_unscoped_request_takes_all_of_the_service()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        tempo.Add(SomeSpans.Requests(2, "run-1").Concat(SomeSpans.Requests(2, "another")).Concat(SomeSpans.Requests(1, service: "payments").Select(s => s with { Trace = "d" + s.Trace[1..] })));

        Assert.Equal(4, (await source.CollectAsync([SignalKind.Traces], SomeRequest.Of(run: null), default)).Spans!.Count);
    }

    [Fact]
    public async Task The_query_is_kept_as_it_was_sent()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        tempo.Add(SomeSpans.Requests(1));

        var query = (await CollectAsync(tempo)).Queries[0];

        Assert.Equal(("tempo", "TraceQL"), (query.Source, query.Language));
        Assert.Contains(tempo.Requests, r => Uri.UnescapeDataString(r.Query).Contains($"q={query.Text}&", StringComparison.Ordinal));
    }

    private TempoSource Source(TempoDouble tempo, TempoConfig? config = null) =>
        TempoSource.From(config ?? new TempoConfig { Url = tempo.Url.ToString() }, _ => null, _time);

    private async Task<CollectedEvidence> CollectAsync(TempoDouble tempo)
    {
        using var source = Source(tempo);
        return await source.CollectAsync([SignalKind.Traces], SomeRequest.Of(), default);
    }
}
