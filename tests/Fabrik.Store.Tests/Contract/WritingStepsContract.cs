using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class WritingStepsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Every_field_of_a_step_comes_back()
    {
        var step = Some.FullStep("s1");
        await AppendAsync(Some.Group(R1, step));

        var stored = await Store.Runs.StepAsync(Scope, R1, step.Id, Now);

        Assert.NotNull(stored);
        Assert.Equal(step.Payload.ToArray(), stored.Step.Payload.ToArray());
        Assert.Equal(step with { Payload = default }, stored.Step with { Payload = default });
    }

    [Fact]
    public async Task A_step_of_the_required_fields_alone_comes_back()
    {
        var step = Some.Step("s1", took: null) with { Payload = default };
        await AppendAsync(Some.Group(R1, step));

        Assert.Equal(step, (await Store.Runs.StepAsync(Scope, R1, step.Id, Now))!.Step);
    }

    [Fact]
    public async Task Every_kind_and_status_comes_back()
    {
        var steps = Enum.GetValues<StepKind>().Select((kind, i) => Some.Step($"k{i}", kind))
            .Concat(Enum.GetValues<StepStatus>().Select((status, i) => Some.Step($"s{i}") with { Status = status })).ToArray();
        await AppendAsync(Some.Group(R1, steps));

        Assert.Equal(steps.Select(s => (s.Kind, s.Status)), (await StepsAsync(R1)).Select(s => (s.Step.Kind, s.Step.Status)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task A_payload_of_any_size_comes_back(int size)
    {
        var compressible = new byte[size];
        var random = new byte[size];
        new Random(size).NextBytes(random);
        Array.Fill(compressible, (byte)'a');
        await AppendAsync(Some.Group(R1, Some.Step("c") with { Payload = compressible }, Some.Step("r") with { Payload = random }));

        Assert.Equal(compressible, (await Store.Runs.StepAsync(Scope, R1, StepId.Parse("c"), Now))!.Step.Payload.ToArray());
        Assert.Equal(random, (await Store.Runs.StepAsync(Scope, R1, StepId.Parse("r"), Now))!.Step.Payload.ToArray());
    }

    [Fact]
    public async Task The_same_step_twice_is_one_step()
    {
        await AppendAsync(Some.Group(R1, Some.Step("s1")));
        var before = await RunAsync(R1);

        var again = await AppendAsync(Some.Group(R1, Some.Step("s1")));

        Assert.Equal([StepOutcome.Duplicate], again.Steps[0]);
        Assert.Equivalent(before, await RunAsync(R1), strict: true);
    }

    [Fact]
    public async Task The_same_step_twice_in_one_batch_is_one_step()
    {
        var result = await AppendAsync(Some.Group(R1, Some.Step("s1"), Some.Step("s1")), Some.Group(R1, Some.Step("s1")));

        Assert.Equal([StepOutcome.Stored, StepOutcome.Duplicate], result.Steps[0]);
        Assert.Equal([StepOutcome.Duplicate], result.Steps[1]);
        Assert.Equal(1, (await RunAsync(R1)).Steps);
    }

    [Fact]
    public async Task A_step_with_another_body_is_a_conflict_and_the_stored_one_stands()
    {
        await AppendAsync(Some.Group(R1, Some.Step("s1")));

        var result = await AppendAsync(Some.Group(
            R1, Some.Step("s1") with { Name = "another" }, Some.Step("s1") with { Payload = Some.Json("{}") }, Some.Step("s2")));

        Assert.Equal([StepOutcome.Conflict, StepOutcome.Conflict, StepOutcome.Stored], result.Steps[0]);
        Assert.Equal("step s1", (await Store.Runs.StepAsync(Scope, R1, StepId.Parse("s1"), Now))!.Step.Name);
        Assert.Equal(2, (await RunAsync(R1)).Steps);
    }

    [Fact]
    public async Task What_our_own_rules_added_makes_no_conflict()
    {
        var step = Some.FullStep("s1");
        await AppendAsync(Some.Group(R1, step));

        var retried = step with { Provenance = "otlp:semconv@2027-01", Redactions = 8, Cost = step.Cost! with { Computed = null, PriceVersion = "2027-01" } };

        Assert.Equal([StepOutcome.Duplicate], (await AppendAsync(Some.Group(R1, retried))).Steps[0]);
    }

    [Fact]
    public async Task A_step_id_belongs_to_its_run()
    {
        var result = await AppendAsync(Some.Group(R1, Some.Step("s1")), Some.Group(R2, Some.Step("s1") with { Name = "another" }));

        Assert.Equal([StepOutcome.Stored], result.Steps[0]);
        Assert.Equal([StepOutcome.Stored], result.Steps[1]);
    }

    [Fact]
    public async Task Projects_of_a_tenant_do_not_see_each_other()
    {
        var other = new ProjectScope(Scope.Tenant, ProjectId.Parse("other"));
        Assert.True(await Store.Control.CreateProjectAsync(other.Tenant, other.Project, "Other", Now));
        await AppendAsync(Some.Group(R1, Some.Step("s1")));
        await Store.Ingest.AppendAsync(other.Tenant, [Some.Batch(Some.Group(R1, Some.Step("s1") with { Name = "theirs" })) with { Project = other.Project }], Now);

        Assert.Equal("step s1", (await StepsAsync(R1))[0].Step.Name);
        Assert.Equal("theirs", (await Store.Runs.StepsAsync(other, R1, new StepQuery(), Now)).Items[0].Step.Name);
    }

    [Fact]
    public async Task One_call_writes_the_batches_of_several_projects()
    {
        var other = new ProjectScope(Scope.Tenant, ProjectId.Parse("other"));
        Assert.True(await Store.Control.CreateProjectAsync(other.Tenant, other.Project, "Other", Now));

        var results = await Store.Ingest.AppendAsync(
            Scope.Tenant,
            [Some.Batch(Some.Group(R1, Some.Step("s1"))), Some.Batch(Some.Group(R2, Some.Step("s1"))) with { Project = other.Project }, Some.Batch()],
            Now);

        Assert.Equal([R1], results[0].Runs);
        Assert.Equal([R2], results[1].Runs);
        Assert.Empty(results[2].Runs);
        Assert.Null(await Store.Runs.GetAsync(Scope, R2, Now));
        Assert.NotNull(await Store.Runs.GetAsync(other, R2, Now));
    }

    [Fact]
    public async Task A_child_may_come_before_its_parent()
    {
        await AppendAsync(Some.Group(R1, Some.Step("child", at: 5) with { ParentId = StepId.Parse("parent") }));
        await AppendAsync(Some.Group(R1, Some.Step("parent", at: 1)));

        Assert.Equal(["child", "parent"], await StepIdsAsync(R1));
        Assert.Equal(Some.At(1), (await RunAsync(R1)).StartedAt);
    }

    [Fact]
    public async Task Steps_page_in_order_of_arrival_without_gaps_or_repeats()
    {
        for (var i = 0; i < 5; i++)
            await AppendAsync(Some.Group(R1, [.. Enumerable.Range(0, 5).Select(j => Some.Step($"s{i}-{j}", at: 100 - i))]));

        var seen = new List<string>();
        long? after = 0;
        while (after is { } position)
        {
            var page = await Store.Runs.StepsAsync(Scope, R1, new StepQuery { After = position, Limit = 4 }, Now);
            seen.AddRange(page.Items.Select(s => s.Step.Id.Value));
            after = page.Next;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(n => $"s{n / 5}-{n % 5}"), seen);
    }

    [Fact]
    public async Task Spans_are_shown_on_demand()
    {
        await AppendAsync(Some.Group(R1, Some.Step("tool"), Some.Step("db", StepKind.Span)));

        Assert.Equal(["tool"], (await Store.Runs.StepsAsync(Scope, R1, new StepQuery(), Now)).Items.Select(s => s.Step.Id.Value));
        Assert.Equal(["tool", "db"], await StepIdsAsync(R1));
    }

    [Fact]
    public async Task An_export_has_every_step_with_its_payload_in_order()
    {
        var steps = Enumerable.Range(0, 950).Select(i => Some.Step($"s{i}", i % 3 == 0 ? StepKind.Span : StepKind.Tool)).ToArray();
        await AppendAsync(Some.Group(R1, steps));

        var exported = await AllAsync(Store.Runs.ExportAsync(Scope, R1, Now));

        Assert.Equal(steps.Select(s => s.Id), exported.Select(s => s.Step.Id));
        Assert.Equal(steps.Select(s => s.Payload.ToArray()), exported.Select(s => s.Step.Payload.ToArray()));
        Assert.True(exported.Zip(exported.Skip(1)).All(p => p.First.Sequence < p.Second.Sequence));
    }

    [Fact]
    public async Task Of_a_run_that_is_not_there_nothing_is_found()
    {
        await AppendAsync(Some.Group(R1, Some.Step("s1")));

        Assert.Null(await Store.Runs.GetAsync(Scope, R2, Now));
        Assert.Null(await Store.Runs.StepAsync(Scope, R2, StepId.Parse("s1"), Now));
        Assert.Null(await Store.Runs.StepAsync(Scope, R1, StepId.Parse("s2"), Now));
        Assert.Null(await Store.Runs.FinishAsync(Scope, R2, Some.End(RunStatus.Ok, 1).End, Now));
        Assert.Empty((await Store.Runs.StepsAsync(Scope, R2, new StepQuery(), Now)).Items);
        Assert.Empty(await AllAsync(Store.Runs.ExportAsync(Scope, R2, Now)));
    }

    [Fact]
    public async Task In_an_unused_project_nothing_is_found()
    {
        Assert.Empty(await ListAsync(new RunQuery()));
        Assert.Equal(0, await Store.Runs.HeadRevisionAsync(Scope, Now));
        Assert.Empty(await Store.Runs.ChangedAfterAsync(Scope, 0, 10, Now));
        Assert.Empty((await Store.Runs.FacetsAsync(Scope, Now)).Services);
        Assert.Empty(await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(null, "svc"), null, null, Now)));
        Assert.Empty(await Store.Logs.FindAsync(Scope, new LogQuery { Scope = new RunScope(R1) }, Now));
        Assert.Equal(new LogCounts(0, 0, null), await Store.Logs.CountAsync(Scope, new LogQuery { Scope = new RunScope(R1) }, Now));
        Assert.Empty(await Store.Metrics.NamesAsync(Scope, new RunScope(R1), Now));
    }

    [Fact]
    public async Task A_group_of_facts_alone_makes_no_run_and_adds_to_one_that_is_there()
    {
        var facts = new RunGroup { Run = R1, Facts = new RunFacts { Service = "svc" }, Steps = [] };
        await AppendAsync(facts);
        Assert.Null(await Store.Runs.GetAsync(Scope, R1, Now));

        await AppendAsync(Some.Group(R1, Some.Step("s1")));
        await AppendAsync(facts);
        Assert.Equal("svc", (await RunAsync(R1)).Facts.Service);
    }
}
