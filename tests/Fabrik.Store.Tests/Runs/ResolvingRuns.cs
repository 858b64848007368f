using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Runs;

public sealed class ResolvingRuns
{
    private static readonly RunId R1 = RunId.Parse("r1");
    private static readonly RunId R2 = RunId.Parse("r2");
    private static readonly TraceId T1 = Some.Trace(1);
    private static readonly TraceId T2 = Some.Trace(2);

    [Fact]
    public void The_order_of_the_rules_is_name_binding_session_trace()
    {
        var session = new RunFacts { SessionId = "x" };
        var group = new RunGroup { Trace = T1, Facts = session, Steps = [Some.Span("a", T1)] };

        Assert.Equal([R1], Resolve([group with { Run = R1 }], new(R2, TraceClaim.Joined), R2).Runs);
        Assert.Equal([R1], Resolve([group], new(R1, TraceClaim.Joined), R2).Runs);
        Assert.Equal([R2], Resolve([group], null, R2).Runs);
        Assert.Equal([T1.AsRunId()], Resolve([group], null, null).Runs);
    }

    [Fact]
    public void What_is_bound_as_before_is_not_stored_again()
    {
        Assert.Empty(Resolve([Some.Group(T1, Some.Span("a", T1))], new(T1.AsRunId(), TraceClaim.Joined), null).ChangedBindings);
        Assert.Empty(Resolve([new RunGroup { Run = R1, Trace = T1, Steps = [] }], new(R1, TraceClaim.Named), null).ChangedBindings);
        Assert.Empty(Resolve([Some.Group(T1, Some.Span("a", T1, StepKind.Span))], new(T1.AsRunId(), TraceClaim.Evidence), null).ChangedBindings);
    }

    [Fact]
    public void A_claim_grows_firmer_and_never_weaker()
    {
        var evidence = Some.Group(T1, Some.Span("a", T1, StepKind.Span));
        var work = Some.Group(T1, Some.Span("b", T1));

        Assert.Equal(TraceClaim.Evidence, Resolve([evidence], null, null).ChangedBindings[T1].Claim);
        Assert.Equal(TraceClaim.Joined, Resolve([evidence, work, evidence], null, null).ChangedBindings[T1].Claim);
        Assert.Equal(TraceClaim.Named, Resolve([work, work with { Run = R1 }, evidence], null, null).ChangedBindings[T1].Claim);
    }

    [Fact]
    public void Only_what_is_stored_elsewhere_moves()
    {
        var named = new RunGroup { Run = R1, Trace = T1, Steps = [] };

        Assert.Equal([new TraceMove(T1, R2, R1)], Resolve([named], new(R2, TraceClaim.Joined), null).Moves);
        Assert.Empty(Resolve([named], new(R1, TraceClaim.Joined), null).Moves);
        Assert.Empty(Resolve([named], new(R2, TraceClaim.Named), null).Moves);
        Assert.Empty(Resolve([Some.Group(T1, Some.Span("a", T1)), named], null, null).Moves);
    }

    [Fact]
    public void Infrastructure_spans_do_not_resume_a_session() =>
        Assert.Equal([T1.AsRunId()], Resolve([new RunGroup { Trace = T1, Facts = new RunFacts { SessionId = "x" }, Steps = [Some.Span("a", T1, StepKind.Span)] }], null, R2).Runs);

    [Fact]
    public void A_group_without_run_and_trace_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Resolve([new RunGroup { Steps = [Some.Step("a")] }], null, null));

    [Fact]
    public void A_group_may_resume_what_the_one_before_it_paused()
    {
        var session = new RunFacts { SessionId = "x" };
        var resolution = RunResolution.Of(
            [new RunGroup { Trace = T1, Facts = session, Steps = [Some.Span("a", T1)] }, new RunGroup { Trace = T2, Facts = session, Steps = [Some.Span("b", T2)] }],
            new Dictionary<TraceId, TraceBinding> { [T2] = new(T2.AsRunId(), TraceClaim.Evidence) });
        RunId? paused = null;

        var first = resolution.Join(new RunGroup { Trace = T1, Steps = [] }, _ => paused, out var none);
        paused = first;
        var second = resolution.Join(new RunGroup { Trace = T2, Steps = [] }, _ => paused, out var move);

        Assert.Equal((T1.AsRunId(), T1.AsRunId()), (first, second));
        Assert.Equal((null, new TraceMove(T2, T2.AsRunId(), T1.AsRunId())), (none, move));
    }

    private static (IReadOnlyList<RunId> Runs, IReadOnlyList<TraceMove> Moves, IReadOnlyDictionary<TraceId, TraceBinding> ChangedBindings) Resolve(
        IReadOnlyList<RunGroup> groups, TraceBinding? stored, RunId? interrupted)
    {
        var resolution = RunResolution.Of(groups, stored is { } binding ? new Dictionary<TraceId, TraceBinding> { [T1] = binding } : []);
        var (runs, moves) = (new List<RunId>(), resolution.Moves.ToList());
        foreach (var group in groups)
        {
            runs.Add(resolution.Join(group, _ => interrupted, out var move));
            if (move is { } late) moves.Add(late);
        }

        return (runs, moves, resolution.ChangedBindings);
    }
}
