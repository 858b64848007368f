using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Collection;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Tests.Judging;

namespace Fabrik.Laos.Tests.Collection;

public sealed class CollectingEvidence
{
    private static readonly UnixTime End = UnixTime.FromNanoseconds(1_770_000_000_000_000_000);

    [Fact]
    public async Task A_backend_that_is_down_is_a_state_of_its_signals_and_the_others_are_collected()
    {
        var traces = new FixedSource("tempo", SignalKind.Traces) { Failure = new SourceUnreachableException("tempo", "tempo: refused", "start it") };
        var logs = new FixedSource("loki", SignalKind.Logs);

        var evidence = await CollectAsync(traces, logs);

        Assert.Equal((SignalCompleteness.Unreachable, "tempo: refused; start it"), State(evidence, SignalKind.Traces));
        Assert.Equal(SignalCompleteness.Complete, State(evidence, SignalKind.Logs).Completeness);
    }

    [Fact]
    public async Task A_signal_that_nobody_is_asked_for_says_so()
    {
        var evidence = await CollectAsync(new FixedSource("loki", SignalKind.Logs));

        Assert.Equal((SignalCompleteness.Unsupported, "no source is configured for it"), State(evidence, SignalKind.Profiles));
    }

    [Fact]
    public async Task A_source_that_gives_no_whole_answer_in_time_is_unreachable()
    {
        var plan = Plan() with { Deadline = TimeSpan.FromMilliseconds(20) };

        var evidence = await new EvidenceCollector([Asked(new FixedSource("tempo", SignalKind.Traces) { Hangs = true })], TimeProvider.System)
            .CollectAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal(SignalCompleteness.Unreachable, State(evidence, SignalKind.Traces).Completeness);
    }

    [Theory]
    [InlineData(40, "40 of service checkout are in the window without it: the run id does not reach its telemetry, or it is another one than run-1")]
    [InlineData(0, "service checkout sent none at all in the window")]
    public async Task A_run_without_spans_is_told_apart_from_a_service_without_any(long others, string expected)
    {
        var source = new FixedSource("tempo", SignalKind.Traces)
        {
            Count = (_, request) => request.Scope.Run is null ? others : 0,
            Answer = _ => new CollectedEvidence { Source = new SourceVersion("tempo", "2"), States = [SignalState.Absent(SignalKind.Traces, "no span of run run-1")] },
        };

        var (completeness, reason) = State(await CollectAsync(source), SignalKind.Traces);

        Assert.Equal(SignalCompleteness.Absent, completeness);
        Assert.Equal($"no span of run run-1; {expected}", reason);
    }

    [Fact]
    public async Task What_had_not_settled_is_pending_though_its_source_calls_it_complete()
    {
        var growing = 0L;
        var source = new FixedSource("tempo", SignalKind.Traces) { Count = (_, _) => ++growing };
        var now = UnixTime.Now(TimeProvider.System);
        var plan = Plan() with { Request = Plan().Request with { Until = now }, Settle = TimeSpan.FromMilliseconds(50) };

        var evidence = await new EvidenceCollector([Asked(source)], TimeProvider.System).CollectAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal(SignalCompleteness.Pending, State(evidence, SignalKind.Traces).Completeness);
        Assert.True(source.Counted > 1);
    }

    [Fact]
    public async Task What_nobody_demands_is_not_waited_for()
    {
        var optional = new FixedSource("pyroscope", SignalKind.Profiles);
        var demanded = new FixedSource("tempo", SignalKind.Traces) { Failure = new SourceUnreachableException("tempo", "down") };
        var plan = Plan() with { Request = Plan().Request with { Until = UnixTime.Now(TimeProvider.System) }, Settle = TimeSpan.FromMinutes(30) };

        var evidence = await new EvidenceCollector([Asked(optional), Asked(demanded)], TimeProvider.System).CollectAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal(SignalCompleteness.Pending, State(evidence, SignalKind.Profiles).Completeness);
    }

    [Fact]
    public void Requests_without_a_span_make_the_traces_partial()
    {
        var state = Coverage.Of(SignalState.Complete(SignalKind.Traces), Load(sent: 1000, failed: 0), SomeEvidence.Requests([.. Enumerable.Repeat(5.0, 100)]));

        Assert.Equal(0.1, state.Coverage);
        Assert.Contains("100 of 1,000 answered requests left a span", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_that_got_no_answer_need_no_span() => Assert.Equal(
        SignalCompleteness.Complete,
        Coverage.Of(SignalState.Complete(SignalKind.Traces), Load(sent: 1000, failed: 900), SomeEvidence.Requests([.. Enumerable.Repeat(5.0, 100)])).Completeness);

    private static Task<RunEvidence> CollectAsync(params FixedSource[] sources) =>
        new EvidenceCollector([.. sources.Select(Asked)], TimeProvider.System).CollectAsync(Plan(), null, TestContext.Current.CancellationToken);

    private static SignalSource Asked(FixedSource source) => new(source, source.Signals);

    private static (SignalCompleteness Completeness, string? Reason) State(RunEvidence evidence, SignalKind signal) =>
        evidence.Signals.Single(s => s.Signal == signal) is var state ? (state.Completeness, state.Reason) : default;

    private static CollectionPlan Plan() => new()
    {
        Request = new EvidenceRequest { Scope = new RunScope(RunId.Parse("run-1"), "checkout"), Since = End.Before(TimeSpan.FromMinutes(5)), Until = End },
        Demands = new SignalsConfig(),
        Flush = TimeSpan.FromMilliseconds(5),
    };

    private static LoadOutcome Load(long sent, long failed) =>
        new("k6", "2.2.0", "http://127.0.0.1", "f", End, End, sent, failed, 0, new Dictionary<string, double>(), [], 0, null);
}
