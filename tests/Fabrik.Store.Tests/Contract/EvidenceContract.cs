using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Tests.Contract;

public abstract class EvidenceContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_runs_evidence_is_all_its_ended_steps_of_every_kind()
    {
        await AppendAsync(Some.Group(R1, Some.FullStep("a"), Some.Step("db", StepKind.Span), Some.Step("open", took: null)));
        await AppendAsync(Some.Group(R2, Some.Step("theirs")));

        var evidence = await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, new RunScope(R1), null, null, Now));

        Assert.Equal(["a", "db"], evidence.Select(s => s.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(Some.FullStep("a") with { Payload = default }, evidence.Single(s => s.Id.Value == "a"));
    }

    [Fact]
    public async Task A_window_goes_by_start_and_excludes_its_end()
    {
        await AppendAsync(Some.Group(R1, [.. Enumerable.Range(0, 5).Select(i => Some.Step($"s{i}", at: i, took: 100) with { Service = "svc" })]));

        Assert.Equal(["s1", "s2"], await ReadAsync(new RunScope(R1), Some.At(1), Some.At(3)));
        Assert.Equal(["s1", "s2"], await ReadAsync(new RunScope(null, "svc"), Some.At(1), Some.At(3)));
        Assert.Equal(["s1", "s2"], await ReadAsync(new RunScope(null), Some.At(1), Some.At(3)));
        Assert.Equal(["s4"], await ReadAsync(new RunScope(R1), Some.At(4), null));
        Assert.Equal(["s0"], await ReadAsync(new RunScope(R1), null, Some.At(1)));
        Assert.Empty(await ReadAsync(new RunScope(R1), null, UnixTime.Zero));
    }

    [Fact]
    public async Task Service_agent_and_environment_are_the_steps_own_else_the_runs()
    {
        await AppendAsync(new RunGroup
        {
            Run = R1,
            Facts = new RunFacts { Service = "svc", Agent = "planner", Env = "prod" },
            Steps = [Some.Step("inherits"), Some.Step("own") with { Service = "db", Agent = "writer", Env = "dev" }],
        });
        await AppendAsync(Some.Group(R2, Some.Step("bare"), Some.Step("named") with { Service = "svc" }));

        Assert.Equal(["inherits", "named"], await ReadAsync(new RunScope(null, "svc")));
        Assert.Equal(["inherits"], await ReadAsync(new RunScope(R1, "svc")));
        Assert.Equal(["own"], await ReadAsync(new RunScope(R1, "db")));
        Assert.Equal(["own"], await ReadAsync(new RunScope(null, "db", "writer", "dev")));
        Assert.Equal(["inherits"], await ReadAsync(new RunScope(null, "svc", "planner", "prod")));
        Assert.Empty(await ReadAsync(new RunScope(null, "db", "planner")));
        Assert.Equal(["bare", "inherits", "named", "own"], await ReadAsync(new RunScope(null)));
    }

    [Fact]
    public async Task Evidence_longer_than_any_page_comes_whole_and_once()
    {
        var steps = Enumerable.Range(0, 5_000).Select(i => Some.Step($"s{i:0000}", at: i / 500) with { Service = i % 2 == 0 ? "svc" : null }).ToArray();
        await AppendAsync(new RunGroup { Run = R1, Facts = new RunFacts { Service = "svc" }, Steps = steps });
        var all = steps.Select(s => s.Id.Value).ToList();

        Assert.Equal(all, await ReadAsync(new RunScope(R1)));
        Assert.Equal(all, await ReadAsync(new RunScope(null, "svc")));
        Assert.Equal(all, await ReadAsync(new RunScope(null)));
    }

    [Fact]
    public async Task A_reader_that_stops_half_way_leaves_the_store_writable()
    {
        await AppendAsync(Some.Group(R1, [.. Enumerable.Range(0, 3_000).Select(i => Some.Step($"s{i}"))]));

        await foreach (var step in Store.Runs.ReadEvidenceAsync(Scope, new RunScope(R1), null, null, Now))
        {
            await AppendAsync(Some.Group(R2, Some.Step(step.Id.Value)));
            break;
        }

        await foreach (var _ in Store.Runs.ExportAsync(Scope, R1, Now))
        {
            await AppendAsync(Some.Group(R2, Some.Step("meanwhile")));
            break;
        }

        Assert.Equal(2, (await RunAsync(R2)).Steps);
    }

    private async Task<IEnumerable<string>> ReadAsync(RunScope runs, UnixTime? since = null, UnixTime? until = null) =>
        (await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, runs, since, until, Now))).Select(s => s.Id.Value).Order(StringComparer.Ordinal);
}
