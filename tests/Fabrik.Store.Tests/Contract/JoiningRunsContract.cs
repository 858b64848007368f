using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class JoiningRunsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly TraceId T1 = Some.Trace(1);
    private static readonly TraceId T2 = Some.Trace(2);

    [Fact]
    public async Task A_trace_that_nobody_names_is_its_own_run()
    {
        var result = await AppendAsync(Some.Group(T1, Some.Span("a", T1)));

        Assert.Equal([T1.AsRunId()], result.Runs);
        Assert.Equal([T1.AsRunId().Value], await ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task A_trace_follows_the_run_it_was_named_with()
    {
        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("a", T1)] });

        var later = await AppendAsync(Some.Group(T1, Some.Span("b", T1)));

        Assert.Equal([R1], later.Runs);
        Assert.Equal(["a", "b"], await StepIdsAsync(R1));
    }

    [Fact]
    public async Task A_named_group_binds_the_traces_of_its_spans()
    {
        await AppendAsync(Some.Group(R1, Some.Span("a", T1), Some.Span("b", T2)));

        var later = await AppendAsync(Some.Group(T1, Some.Span("c", T1)), Some.Group(T2, Some.Span("d", T2)));

        Assert.Equal([R1, R1], later.Runs);
    }

    [Fact]
    public async Task A_name_that_comes_later_takes_the_trace_home()
    {
        await AppendAsync(
            new RunGroup { Trace = T1, Facts = new RunFacts { Service = "svc" }, Ends = [Some.End(RunStatus.Failed, 9)], Steps = [Some.Span("a", T1), Some.Span("db", T1, StepKind.Span)] });

        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("b", T1, at: 20)] });

        Assert.Null(await Store.Runs.GetAsync(Scope, T1.AsRunId(), Now));
        Assert.Equal([R1.Value], await ListAsync(new RunQuery()));
        Assert.Equal([R1.Value], await ListAsync(new RunQuery { Service = "svc" }));
        Assert.Equal(["a", "db", "b"], await StepIdsAsync(R1));
        var run = await RunAsync(R1);
        Assert.Equal((2, 1, RunStatus.Failed, "svc"), (run.Steps, run.Spans, run.Status, run.Facts.Service));
        Assert.Equal("{\"input\":\"a\"}"u8.ToArray(), (await Store.Runs.StepAsync(Scope, R1, StepId.Parse("a"), Now))!.Step.Payload.ToArray());
        Assert.Equal(1, (await Store.Runs.FacetsAsync(Scope, Now)).Services.Single().Runs);
    }

    [Fact]
    public async Task A_name_anywhere_in_a_batch_counts_for_all_of_it()
    {
        var result = await AppendAsync(Some.Group(T1, Some.Span("a", T1)), new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("b", T1)] });

        Assert.Equal([R1, R1], result.Runs);
        Assert.Equal(["a", "b"], await StepIdsAsync(R1));
    }

    [Fact]
    public async Task A_step_sent_before_and_with_the_name_is_one_step()
    {
        await AppendAsync(Some.Group(R1, Some.Span("a", T2)));
        await AppendAsync(Some.Group(T1, Some.Span("a", T1), Some.Span("b", T1)));

        var result = await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("b", T1)] });

        Assert.Equal([StepOutcome.Duplicate], result.Steps[0]);
        Assert.Equal(["a", "b"], await StepIdsAsync(R1));
        Assert.Equal(2, (await RunAsync(R1)).Steps);
        Assert.Equal(T2, (await StepsAsync(R1))[0].Step.Span!.Trace);
    }

    [Fact]
    public async Task A_second_name_does_not_take_a_named_trace_away()
    {
        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("a", T1)] });
        await AppendAsync(new RunGroup { Run = R2, Trace = T1, Steps = [Some.Span("b", T1)] });

        Assert.Equal([R1], (await AppendAsync(Some.Group(T1, Some.Span("c", T1)))).Runs);
        Assert.Equal(["a", "c"], await StepIdsAsync(R1));
        Assert.Equal(["b"], await StepIdsAsync(R2));
    }

    [Fact]
    public async Task A_declared_run_that_bears_the_traces_id_stays_when_the_trace_moves()
    {
        await Store.Runs.DeclareAsync(Scope, new RunDeclaration(T1.AsRunId(), RunFacts.None, Some.Noon), Now);
        await AppendAsync(Some.Group(T1, Some.Span("a", T1)));
        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("b", T1)] });

        Assert.Equal(0, (await RunAsync(T1.AsRunId())).Steps);
        Assert.Equal(2, (await RunAsync(R1)).Steps);
    }

    [Fact]
    public async Task Infrastructure_spans_alone_make_no_run_but_are_evidence()
    {
        await AppendAsync(Some.Group(T1, Some.Span("db", T1, StepKind.Span) with { Service = "svc" }));

        Assert.Null(await Store.Runs.GetAsync(Scope, T1.AsRunId(), Now));
        Assert.Empty(await ListAsync(new RunQuery()));
        Assert.Empty(await StepIdsAsync(T1.AsRunId()));
        Assert.Equal(0, await Store.Runs.HeadRevisionAsync(Scope, Now));
        Assert.Single(await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(null, "svc"), null, null, Now)));
    }

    [Fact]
    public async Task Infrastructure_spans_are_part_of_the_run_that_agent_work_makes_of_their_trace()
    {
        await AppendAsync(Some.Group(T1, Some.Span("db", T1, StepKind.Span, at: -5)));
        await AppendAsync(Some.Group(T1, Some.Span("a", T1)));

        var run = await RunAsync(T1.AsRunId());
        Assert.Equal((1, 1, Some.At(-5)), (run.Steps, run.Spans, run.StartedAt));
        Assert.Equal([run.Id.Value], await ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task A_trace_of_the_same_session_resumes_the_interrupted_run()
    {
        var session = new RunFacts { Service = "svc", SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 2)], Steps = [Some.Span("a", T1)] });
        Assert.Equal(RunStatus.Interrupted, (await RunAsync(T1.AsRunId())).Status);

        var resumed = await AppendAsync(new RunGroup { Trace = T2, Facts = session, Ends = [Some.End(RunStatus.Ok, 60)], Steps = [Some.Span("b", T2, at: 50)] });

        Assert.Equal([T1.AsRunId()], resumed.Runs);
        var run = await RunAsync(T1.AsRunId());
        Assert.Equal((RunStatus.Ok, 2, 0), (run.Status, run.Steps, run.LateSteps));
        Assert.Equal([T1.AsRunId().Value], await ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task A_run_that_paused_before_its_root_was_seen_is_resumed()
    {
        var session = new RunFacts { Service = "svc", SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 2)], Steps = [Some.Span("a", T1)] });
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Ok, 3)], Steps = [Some.Span("root", T1)] });

        var resumed = await AppendAsync(new RunGroup { Trace = T2, Facts = session, Ends = [Some.End(RunStatus.Ok, 60)], Steps = [Some.Span("b", T2, at: 50)] });

        Assert.Equal([T1.AsRunId()], resumed.Runs);
        Assert.Equal((RunStatus.Ok, 3), ((await RunAsync(T1.AsRunId())).Status, (await RunAsync(T1.AsRunId())).Steps));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_is_resumed_in_the_request_or_the_transaction_in_which_it_paused(bool oneRequest)
    {
        var session = new RunFacts { Service = "svc", SessionId = "thread-1" };
        RunGroup[] groups =
        [
            new() { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Ok, 3), Some.End(RunStatus.Interrupted, 2)], Steps = [Some.Span("a", T1)] },
            new() { Trace = T2, Facts = session, Ends = [Some.End(RunStatus.Ok, 60)], Steps = [Some.Span("b", T2, at: 50)] },
            new() { Trace = Some.Trace(3), Facts = session, Steps = [Some.Span("c", Some.Trace(3), at: 70)] },
        ];
        await AppendAsync(Some.Group(T2, Some.Span("db", T2, StepKind.Span)));

        var results = await Store.Ingest.AppendAsync(Scope.Tenant, oneRequest ? [Some.Batch(groups)] : [.. groups.Select(g => Some.Batch(g))], Now);

        Assert.Equal([T1.AsRunId(), T1.AsRunId(), Some.Trace(3).AsRunId()], results.SelectMany(r => r.Runs));
        Assert.Equal(["a", "db", "b"], (await StepIdsAsync(T1.AsRunId())));
        Assert.Equal((RunStatus.Ok, 0), ((await RunAsync(T1.AsRunId())).Status, (await RunAsync(T1.AsRunId())).LateSteps));
    }

    [Fact]
    public async Task The_ends_of_all_roots_go_where_their_trace_goes()
    {
        await AppendAsync(new RunGroup { Trace = T1, Ends = [Some.End(RunStatus.Interrupted, 2, root: "first")], Steps = [Some.Span("a", T1)] });
        await AppendAsync(new RunGroup { Trace = T1, Ends = [Some.End(RunStatus.Failed, 1, root: "second")], Steps = [Some.Span("b", T1)] });
        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("c", T1)] });
        Assert.Equal(RunStatus.Interrupted, (await RunAsync(R1)).Status);

        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Ends = [Some.End(RunStatus.Ok, 3, root: "first")], Steps = [Some.Span("d", T1)] });
        Assert.Equal((RunStatus.Interrupted, Some.At(3)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));

        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Ends = [Some.End(RunStatus.Failed, 4, root: "second")], Steps = [Some.Span("e", T1)] });
        Assert.Equal((RunStatus.Failed, Some.At(4)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));
    }

    [Fact]
    public async Task Only_the_same_session_of_the_same_service_resumes_a_run()
    {
        await AppendAsync(new RunGroup
        {
            Trace = T1,
            Facts = new RunFacts { Service = "svc", SessionId = "thread-1" },
            Ends = [Some.End(RunStatus.Interrupted, 2)],
            Steps = [Some.Span("a", T1)],
        });

        foreach (var (number, facts) in new[]
        {
            (11u, new RunFacts { Service = "svc", SessionId = "thread-2" }),
            (12u, new RunFacts { Service = "another", SessionId = "thread-1" }),
            (13u, new RunFacts { SessionId = "thread-1" }),
            (14u, new RunFacts { Service = "svc" }),
        })
        {
            var trace = Some.Trace(number);
            var result = await AppendAsync(new RunGroup { Trace = trace, Facts = facts, Steps = [Some.Span("b", trace)] });
            Assert.Equal([trace.AsRunId()], result.Runs);
        }
    }

    [Fact]
    public async Task A_finished_run_is_not_resumed()
    {
        var session = new RunFacts { SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Ok, 2)], Steps = [Some.Span("a", T1)] });

        Assert.Equal([T2.AsRunId()], (await AppendAsync(new RunGroup { Trace = T2, Facts = session, Steps = [Some.Span("b", T2)] })).Runs);
    }

    [Fact]
    public async Task Of_several_interrupted_runs_the_last_interrupted_is_resumed()
    {
        var session = new RunFacts { SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 9)], Steps = [Some.Span("a", T1)] });
        await AppendAsync(new RunGroup { Run = R2, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 5)], Steps = [Some.Step("b", at: 3)] });

        var trace = Some.Trace(3);
        Assert.Equal([T1.AsRunId()], (await AppendAsync(new RunGroup { Trace = trace, Facts = session, Steps = [Some.Span("c", trace)] })).Runs);
    }

    [Fact]
    public async Task Infrastructure_spans_that_came_first_follow_a_resumed_run()
    {
        var session = new RunFacts { SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 2)], Steps = [Some.Span("a", T1)] });
        await AppendAsync(Some.Group(T2, Some.Span("db", T2, StepKind.Span)));

        await AppendAsync(new RunGroup { Trace = T2, Facts = session, Steps = [Some.Span("b", T2)] });

        Assert.Equal(["a", "db", "b"], await StepIdsAsync(T1.AsRunId()));
    }

    [Fact]
    public async Task A_name_takes_a_resuming_trace_out_of_the_run_it_had_joined()
    {
        var session = new RunFacts { SessionId = "thread-1" };
        await AppendAsync(new RunGroup { Trace = T1, Facts = session, Ends = [Some.End(RunStatus.Interrupted, 2)], Steps = [Some.Span("a", T1)] });
        await AppendAsync(new RunGroup { Trace = T2, Facts = session, Ends = [Some.End(RunStatus.Ok, 60)], Steps = [Some.Span("b", T2, at: 50)] });

        await AppendAsync(new RunGroup { Run = R1, Trace = T2, Steps = [Some.Span("c", T2, at: 51)] });

        var first = await RunAsync(T1.AsRunId());
        Assert.Equal((RunStatus.Interrupted, 1, Some.At(1)), (first.Status, first.Steps, first.LastSeenAt!.Value));
        var named = await RunAsync(R1);
        Assert.Equal((RunStatus.Ok, 2, Some.At(50)), (named.Status, named.Steps, named.StartedAt));
    }

    [Fact]
    public async Task Logs_of_a_trace_go_where_the_trace_goes()
    {
        await AppendAsync(Some.Batch() with { Logs = [Some.Log("before any span") with { Trace = T1 }, Some.Log("named") with { Trace = T1, Run = R2 }] });
        await AppendAsync(Some.Group(T1, Some.Span("a", T1)));
        Assert.Equal(["before any span"], await LogsAsync(T1.AsRunId()));

        await AppendAsync(new RunGroup { Run = R1, Trace = T1, Steps = [Some.Span("b", T1)] });
        await AppendAsync(Some.Batch() with { Logs = [Some.Log("after", at: 1) with { Trace = T1 }] });

        Assert.Equal(["after", "before any span"], await LogsAsync(R1));
        Assert.Equal(["named"], await LogsAsync(R2));
        Assert.Empty(await LogsAsync(T1.AsRunId()));
    }

    private async Task<IEnumerable<string>> LogsAsync(RunId run) =>
        (await Store.Logs.FindAsync(Scope, new LogQuery { Scope = new RunScope(run) }, Now)).Select(l => l.Body);
}
