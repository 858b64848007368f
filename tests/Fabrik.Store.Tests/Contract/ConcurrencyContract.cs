using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class ConcurrencyContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_hundred_appenders_at_once_store_every_step_once()
    {
        // Each step is sent by two of them.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(async () =>
        {
            var steps = Enumerable.Range(0, 20).Select(i => Some.Step($"s{n / 2}-{i}") with { Tool = $"t{i % 3}" }).ToArray();
            return (await Store.Ingest.AppendAsync(Scope.Tenant, [Some.Batch(Some.Group(R1, steps))], Now))[0].Steps[0];
        })));

        Assert.Equal(1000, outcomes.Sum(o => o.Count(x => x == StepOutcome.Stored)));
        Assert.Equal(1000, outcomes.Sum(o => o.Count(x => x == StepOutcome.Duplicate)));
        Assert.Equal(1000, (await RunAsync(R1)).Steps);
        var steps = await StepsAsync(R1);
        Assert.Equal(1000, steps.Select(s => s.Step.Id).Distinct().Count());
        Assert.Equal(1000, steps.Select(s => s.Sequence).Distinct().Count());
        Assert.Equal(1, (await Store.Runs.FacetsAsync(Scope, Now)).Tools.Max(f => f.Runs));
    }

    [Fact]
    public async Task Readers_see_whole_transactions_while_appenders_write()
    {
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (await Store.Runs.GetAsync(Scope, R1, Now) is { } run) Assert.Equal(0, run.Steps % 10);
                foreach (var listed in (await Store.Runs.ListAsync(Scope, new RunQuery { Tool = "t" }, Now)).Items) Assert.Contains("t", listed.Tools);
            }
        });

        for (var i = 0; i < 30; i++)
            await AppendAsync(Some.Group(R1, [.. Enumerable.Range(0, 10).Select(j => Some.Step($"s{i}-{j}") with { Tool = "t" })]));
        await stop.CancelAsync();
        await reading;

        Assert.Equal(300, (await RunAsync(R1)).Steps);
    }

    [Fact]
    public async Task Revisions_seen_by_a_follower_never_skip_a_change()
    {
        var appending = Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
                await Store.Ingest.AppendAsync(Scope.Tenant, [Some.Batch(Some.Group(RunId.Parse($"r{n}"), Some.Step($"s{i}")))], Now);
        })));

        var known = new Dictionary<RunId, long>();
        var after = 0L;
        for (var done = false; !done;)
        {
            done = appending.IsCompleted;
            foreach (var run in await Store.Runs.ChangedAfterAsync(Scope, after, 1000, Now))
            {
                known[run.Id] = run.Steps;
                after = run.Revision;
            }
        }

        await appending;
        Assert.Equal(20, known.Count);
        Assert.All(known.Values, steps => Assert.Equal(5, steps));
    }

    [Fact]
    public async Task Tenants_write_side_by_side()
    {
        var scopes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Fixture.NewTenantAsync()));
        await Task.WhenAll(scopes.Select((scope, n) => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                await Store.Ingest.AppendAsync(scope.Tenant, [Some.Batch(Some.Group(R1, Some.Step($"s{n}-{i}")))], Now);
        })));

        foreach (var scope in scopes) Assert.Equal(10, (await Store.Runs.GetAsync(scope, R1, Now))!.Steps);
    }
}
