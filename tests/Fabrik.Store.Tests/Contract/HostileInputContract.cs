using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class HostileInputContract(IStoreFixture fixture) : StoreContract(fixture)
{
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "a\0b\0", "a\uFFFDb\uFFFD" },
        { "\uD800 \uDC00x\uDBFF", "\uFFFD \uFFFDx\uFFFD" },
        { "\U0001F600 pair", "\U0001F600 pair" },
        { "\u202Eright to left\u202C שלום", "\u202Eright to left\u202C שלום" },
        { "'; DROP TABLE steps; --", "'; DROP TABLE steps; --" },
        { "%_\\\"`\r\n\t\u0001", "%_\\\"`\r\n\t\u0001" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_comes_back_as_it_was_with_what_no_store_can_hold_replaced(string text, string stored)
    {
        var step = Some.FullStep("s1") with
        {
            Name = text,
            Service = text,
            Tool = text,
            Error = new StepError(text, text),
            InputPreview = text,
            ToolCallId = text,
        };
        var facts = new RunFacts { Name = text, Service = text, SessionId = text, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["k" + text] = text } };
        var result = await AppendAsync(Some.Batch(new RunGroup { Run = R1, Facts = facts, Ends = [Some.End(RunStatus.Failed, 5, new StepError(text, text))], Steps = [step] }) with
        {
            Logs = [Some.Log(text) with { Run = R1, Service = text, SeverityText = text, EventName = text }],
            Metrics = [Some.Metric("m" + text, 0, 1) with { Run = R1, Service = text }],
        });

        Assert.Equal([StepOutcome.Stored], result.Steps[0]);
        Assert.Equal([StepOutcome.Duplicate], (await AppendAsync(Some.Group(R1, step))).Steps[0]);
        var found = (await StepsAsync(R1))[0].Step;
        Assert.Equal((stored, stored, stored, stored, stored), (found.Name, found.Service, found.Tool, found.InputPreview, found.ToolCallId));
        Assert.Equal(new StepError(stored, stored), found.Error);
        var run = await RunAsync(R1);
        Assert.Equal((stored, stored, stored), (run.Facts.Name, run.Facts.Service, run.Facts.Tags["k" + stored]));
        Assert.Equal(new StepError(stored, stored), run.Error);
        Assert.Equal(["r1"], await ListAsync(new RunQuery { Service = text, Tool = text, SessionId = text, Tags = facts.Tags }));
        var log = Assert.Single(await Store.Logs.FindAsync(Scope, new LogQuery { Scope = new RunScope(R1, text), Contains = text }, Now));
        Assert.Equal((stored, stored, stored), (log.Body, log.SeverityText, log.EventName));
        Assert.Single(await AllAsync(Store.Metrics.ReadAsync(Scope, new RunScope(null, text), "m" + text, null, null, Now)));
        Assert.Single(await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(null, text), null, null, Now)));
    }

    [Fact]
    public async Task Text_of_a_megabyte_is_kept_and_what_is_searched_is_cut_the_same_way_every_time()
    {
        var text = new string('ä', 1 << 20);
        var step = Some.FullStep("s1") with { Name = text, Service = text, Tool = text, Error = new StepError(text, text) };
        await AppendAsync(Some.Batch(new RunGroup { Run = R1, Facts = new RunFacts { Service = text, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text } }, Steps = [step] }) with
        {
            Logs = [Some.Log(text) with { Run = R1 }],
        });

        var found = (await StepsAsync(R1))[0].Step;
        Assert.Equal(text, found.Name);
        Assert.Equal(text, found.Error!.Message);
        Assert.Equal(text, (await Store.Logs.FindAsync(Scope, new LogQuery { Scope = new RunScope(R1) }, Now))[0].Body);
        Assert.StartsWith(new string('ä', 200) + "…", found.Service, StringComparison.Ordinal);
        Assert.Equal(["r1"], await ListAsync(new RunQuery { Service = text, Tool = text, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text } }));
        Assert.Empty(await ListAsync(new RunQuery { Service = text + "x" }));
        Assert.Equal([StepOutcome.Duplicate], (await AppendAsync(Some.Group(R1, step))).Steps[0]);
    }

    [Fact]
    public async Task Ids_differ_by_case_and_by_every_character_that_is_allowed()
    {
        string[] ids = ["a", "A", "a.", "a-", "a_", "a:", "a..", new('z', 128), "0", "select", "null"];
        await AppendAsync([.. ids.Select((id, i) => Some.Group(RunId.Parse(id), [.. ids.Select(s => Some.Step(s, at: i))]))]);

        foreach (var id in ids) Assert.Equal(ids, await StepIdsAsync(RunId.Parse(id)));
        Assert.Equal(ids.Reverse(), await ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task Times_at_both_edges_are_kept_sorted_and_found()
    {
        var last = UnixTime.MaxValue;
        await AppendAsync(Some.Group(R1, Some.Step("s") with { StartedAt = UnixTime.Zero, EndedAt = UnixTime.Zero, Service = "svc" }));
        await AppendAsync(Some.Group(R2, Some.Step("s") with { StartedAt = last, EndedAt = last, Service = "svc" }));
        await AppendAsync(Some.Batch() with { Logs = [Some.Log("first") with { Time = UnixTime.Zero, Run = R1 }, Some.Log("last") with { Time = last, Run = R1 }] });

        Assert.Equal(["r2", "r1"], await ListAsync(new RunQuery()));
        Assert.Equal(["r1"], await ListAsync(new RunQuery { Until = last }));
        Assert.Equal(["r2"], await ListAsync(new RunQuery { Since = last }));
        Assert.Equal(["r1"], await ListAsync(new RunQuery { After = new RunCursor(last, R2) }));
        Assert.Equal(2, (await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(null, "svc"), null, null, Now))).Count);
        Assert.Single(await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(null, "svc"), null, last, Now)));
        Assert.Equal(2, (await Store.Logs.CountAsync(Scope, new LogQuery { Scope = new RunScope(R1) }, Now)).Total);
    }

    [Fact]
    public async Task Numbers_at_the_edge_stop_at_the_largest_instead_of_turning_over()
    {
        var usage = new TokenUsage(long.MaxValue, long.MaxValue, -5, 1, 0);
        await AppendAsync(Some.Group(R1, [.. Enumerable.Range(0, 3).Select(i => Some.Step($"s{i}", StepKind.Model) with
        {
            Usage = usage,
            Cost = new StepCost(new Usd(long.MaxValue), null, "v", null),
        })]));

        var run = await RunAsync(R1);
        Assert.Equal(new TokenUsage(long.MaxValue, long.MaxValue, 0, 3, 0), run.Usage);
        Assert.Equal(new Usd(long.MaxValue), run.Cost);
        Assert.Equal(usage, (await StepsAsync(R1))[0].Step.Usage);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_behind()
    {
        var bad = new RunGroup { Steps = [Some.Step("s")] };

        await Assert.ThrowsAnyAsync<Exception>(() => Store.Ingest.AppendAsync(
            Scope.Tenant, [Some.Batch(Some.Group(R1, Some.Step("s") with { Tool = "t" })), Some.Batch(bad)], Now));

        Assert.Empty(await ListAsync(new RunQuery()));
        Assert.Empty((await Store.Runs.FacetsAsync(Scope, Now)).Tools);
        await AppendAsync(Some.Group(R1, Some.Step("s") with { Tool = "t" }));
        Assert.Equal(["r1"], await ListAsync(new RunQuery { Tool = "t" }));
    }
}
