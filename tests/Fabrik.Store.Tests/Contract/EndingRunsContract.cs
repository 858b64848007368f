using Fabrik.Core.Runs;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class EndingRunsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_run_without_an_end_is_running_and_shows_how_far_it_came()
    {
        await AppendAsync(Some.Group(R1, Some.Step("a", at: 0, took: 3), Some.Step("b", at: 1, took: null)));

        var run = await RunAsync(R1);
        Assert.Equal((RunStatus.Running, null, Some.At(3)), (run.Status, run.EndedAt, run.LastSeenAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_root_that_ended_last_decides_in_any_order(bool reversed)
    {
        var error = new StepError("ToolError", "no such tool");
        RunGroup[] roots =
        [
            new() { Run = R1, Trace = Some.Trace(1), Ends = [Some.End(RunStatus.Ok, 5)], Steps = [Some.Step("a")] },
            new() { Run = R1, Trace = Some.Trace(2), Ends = [Some.End(RunStatus.Failed, 8, error)], Steps = [Some.Step("b")] },
        ];
        foreach (var root in reversed ? roots.Reverse() : roots) await AppendAsync(root);

        var run = await RunAsync(R1);
        Assert.Equal((RunStatus.Failed, Some.At(8), error), (run.Status, run.EndedAt!.Value, run.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pause_under_a_root_takes_the_place_of_its_success_in_any_order(bool reversed)
    {
        await AppendInTurnAsync(reversed, Some.End(RunStatus.Interrupted, 3), Some.End(RunStatus.Ok, 9));

        var run = await RunAsync(R1);
        Assert.Equal((RunStatus.Interrupted, Some.At(9)), (run.Status, run.EndedAt!.Value));
        Assert.Equal([R1.Value], await ListAsync(new RunQuery { Statuses = [RunStatus.Interrupted] }));
        Assert.Empty(await ListAsync(new RunQuery { Statuses = [RunStatus.Ok] }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_root_that_goes_on_after_another_paused_decides_in_any_order(bool reversed)
    {
        await AppendInTurnAsync(
            reversed, Some.End(RunStatus.Interrupted, 3, root: "first"), Some.End(RunStatus.Ok, 4, root: "first"), Some.End(RunStatus.Ok, 9, root: "second"));

        Assert.Equal(RunStatus.Ok, (await RunAsync(R1)).Status);
    }

    [Theory]
    [InlineData(false, 9)]
    [InlineData(true, 9)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public async Task A_graph_that_swallowed_its_pause_does_not_interrupt_the_root_that_goes_on(bool reversed, double rootEnds)
    {
        await AppendInTurnAsync(reversed, Some.End(RunStatus.Interrupted, 3, root: "nested"), Some.End(RunStatus.Ok, rootEnds, root: "outer"));

        Assert.Equal((RunStatus.Ok, Some.At(rootEnds)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_root_that_failed_stands_against_a_pause_under_it(bool reversed)
    {
        await AppendInTurnAsync(reversed, Some.End(RunStatus.Interrupted, 9), Some.End(RunStatus.Failed, 5));

        Assert.Equal((RunStatus.Failed, Some.At(5)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_counted_gives_way_to_another_root_when_more_is_known_of_its_own(bool reversed)
    {
        await AppendInTurnAsync(
            reversed, Some.End(RunStatus.Ok, 9, root: "first"), Some.End(RunStatus.Cancelled, 6, root: "second"), Some.End(RunStatus.Failed, 2, root: "first"));

        Assert.Equal((RunStatus.Cancelled, Some.At(6)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));
    }

    [Fact]
    public async Task The_same_end_again_changes_nothing()
    {
        await AppendInTurnAsync(false, Some.End(RunStatus.Interrupted, 3), Some.End(RunStatus.Ok, 9));
        var before = await RunAsync(R1);
        await AppendAsync(new RunGroup { Run = R1, Trace = Some.Trace(1), Ends = [Some.End(RunStatus.Interrupted, 3), Some.End(RunStatus.Ok, 9)], Steps = [] });

        Assert.Equal((before.Revision, before.Status, before.EndedAt), ((await RunAsync(R1)).Revision, (await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt));
    }

    [Fact]
    public async Task A_declared_end_stands_against_later_roots()
    {
        await AppendAsync(Some.Group(R1, Some.Step("a")));
        var finished = await Store.Runs.FinishAsync(Scope, R1, new RunEnd(RunStatus.Cancelled, Some.At(4), Declared: true), Now);
        await AppendAsync(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Step("b")] });

        Assert.Equal(FinishOutcome.Finished, finished!.Outcome);
        Assert.Equal(RunStatus.Cancelled, finished.Run.Status);
        Assert.Equal((RunStatus.Cancelled, Some.At(4)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).EndedAt!.Value));
    }

    [Fact]
    public async Task Finishing_the_same_way_again_changes_nothing_and_otherwise_is_a_conflict()
    {
        await AppendAsync(Some.Group(R1, Some.Step("a")));
        var end = new RunEnd(RunStatus.Failed, Some.At(4), Declared: true, new StepError("E", "why"));
        var first = await Store.Runs.FinishAsync(Scope, R1, end, Now);

        var same = await Store.Runs.FinishAsync(Scope, R1, end, Now);
        var otherwise = await Store.Runs.FinishAsync(Scope, R1, end with { EndedAt = Some.At(5) }, Now);

        Assert.Equal((FinishOutcome.Same, first!.Run.Revision), (same!.Outcome, same.Run.Revision));
        Assert.Equal((FinishOutcome.Conflict, Some.At(4)), (otherwise!.Outcome, otherwise.Run.EndedAt!.Value));
    }

    [Fact]
    public async Task A_declared_end_replaces_one_that_was_seen()
    {
        await AppendAsync(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Step("a")] });

        Assert.Equal(FinishOutcome.Finished, (await Store.Runs.FinishAsync(Scope, R1, new RunEnd(RunStatus.Failed, Some.At(3), Declared: true), Now))!.Outcome);
        Assert.Equal([R1.Value], await ListAsync(new RunQuery { Statuses = [RunStatus.Failed] }));
        Assert.Empty(await ListAsync(new RunQuery { Statuses = [RunStatus.Ok] }));
    }

    [Fact]
    public async Task Steps_that_come_after_the_end_are_kept_and_late()
    {
        await AppendAsync(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Step("a")] });
        await AppendAsync(Some.Group(R1, Some.Step("b")));

        Assert.Equal([false, true], (await StepsAsync(R1)).Select(s => s.Late));
        Assert.Equal(1, (await RunAsync(R1)).LateSteps);
    }

    [Fact]
    public async Task Steps_of_the_request_that_brings_the_end_are_not_late()
    {
        await AppendAsync(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Step("a")] }, Some.Group(R1, Some.Step("b")));

        Assert.Equal(0, (await RunAsync(R1)).LateSteps);
    }

    [Fact]
    public async Task The_steps_of_a_request_after_the_end_are_late_in_the_same_transaction_too()
    {
        await Store.Ingest.AppendAsync(
            Scope.Tenant,
            [Some.Batch(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Step("a")] }), Some.Batch(Some.Group(R1, Some.Step("b")))],
            Now);

        Assert.Equal(1, (await RunAsync(R1)).LateSteps);
    }

    [Fact]
    public async Task An_end_alone_makes_a_run()
    {
        await AppendAsync(new RunGroup { Run = R1, Ends = [Some.End(RunStatus.Failed, 9)], Steps = [] });

        Assert.Equal((RunStatus.Failed, Some.At(9)), ((await RunAsync(R1)).Status, (await RunAsync(R1)).StartedAt));
    }

    /// <summary>One request an end, all of one trace.</summary>
    private async Task AppendInTurnAsync(bool reversed, params RootEnd[] ends)
    {
        foreach (var (end, i) in (reversed ? ends.Reverse() : ends).Select((e, i) => (e, i)))
            await AppendAsync(new RunGroup { Run = R1, Trace = Some.Trace(1), Ends = [end], Steps = [Some.Step($"s{i}")] });
    }
}
