using System.Net;
using Fabrik.Server.Ingest;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Ingest;

public sealed class GroupCommit
{
    [Fact]
    public async Task What_waits_while_one_commit_runs_goes_into_the_next_together()
    {
        var (server, store) = await StartAsync();
        await using var _ = server;
        store.Hold();
        var first = server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(1));
        await store.UntilCommitsAsync(1);
        var others = Enumerable.Range(0, 20).Select(i => server.Api.SendJsonAsync($"/v1/runs/r{i}/steps", Some.Steps(1))).ToArray();
        await UntilWaitingAsync(server, others.Length);

        Assert.False(first.IsCompleted || others.Any(o => o.IsCompleted));
        store.Release();
        Assert.All(await Task.WhenAll([first, .. others]), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(21, store.Commits.Sum());
        Assert.True(store.Commits.Count <= 3, $"{store.Commits.Count} commits");
        Assert.Equal(21, (await server.Api.JsonAsync("/v1/runs")).GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task A_full_queue_turns_requests_away_until_it_drains()
    {
        var (server, store) = await StartAsync(new IngestLimits { TenantItems = 10 });
        await using var _ = server;
        store.Hold();
        var first = server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(8));
        await store.UntilCommitsAsync(1);

        var refused = await server.Api.SendJsonAsync("/v1/runs/b/steps", Some.Steps(8));
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, "queue-full");
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());

        store.Release();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync("/v1/runs/b/steps", Some.Steps(8))).StatusCode);
    }

    [Fact]
    public async Task Bytes_bound_the_queue_of_a_tenant_and_of_all_but_let_one_request_through()
    {
        var (server, store) = await StartAsync(new IngestLimits { TenantBytes = 2000, TotalBytes = 3000 });
        await using var _ = server;
        using var stranger = await server.NewTenantAsync();
        store.Hold();
        var big = server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(100));
        await store.UntilCommitsAsync(1);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Api.SendJsonAsync("/v1/runs/b/steps", Some.Steps(1))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.SendJsonAsync("/v1/runs/b/steps", Some.Steps(1))).StatusCode);
        store.Release();
        Assert.Equal(HttpStatusCode.OK, (await big).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.SendJsonAsync("/v1/runs/b/steps", Some.Steps(1))).StatusCode);
    }

    [Fact]
    public async Task When_the_store_fails_nothing_is_acknowledged_and_later_requests_work()
    {
        var (server, store) = await StartAsync();
        await using var _ = server;
        store.Fails = true;
        var failed = await server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(2));
        var problem = await failed.ProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.DoesNotContain("secret-host", problem.GetRawText(), StringComparison.Ordinal);
        var unready = await (await server.Api.GetAsync("/readyz")).ProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.DoesNotContain("secret-host", unready.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("secret-host", server.Log.Text, StringComparison.Ordinal);

        store.Fails = false;
        Assert.Equal(HttpStatusCode.NotFound, (await server.Api.GetAsync("/v1/runs/a")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(2))).StatusCode);
    }

    [Fact]
    public async Task A_batch_that_the_store_refuses_fails_no_other_of_its_group()
    {
        var (server, store) = await StartAsync();
        await using var _ = server;
        store.Refuses = batch => batch.Groups.Any(g => g.Run?.Value is "bad-7" or "bad-8");
        var others = await GroupAsync(server, store, Enumerable.Range(0, 20).Select(i => i is 7 or 8 ? $"bad-{i}" : $"r{i}"));

        Assert.Equal([7, 8], Enumerable.Range(0, 20).Where(i => others[i].StatusCode == HttpStatusCode.ServiceUnavailable));
        Assert.All(others.Where((_, i) => i is not 7 and not 8), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await others[7].ProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.Equal(19, (await server.Api.JsonAsync("/v1/runs")).GetProperty("runs").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Api.GetAsync("/v1/runs/bad-7")).StatusCode);
    }

    [Fact]
    public async Task A_store_that_is_down_is_not_tried_batch_by_batch()
    {
        var (server, store) = await StartAsync();
        await using var _ = server;
        store.Refuses = batch => batch.Groups.Any(g => g.Run?.Value != "a") && (store.Fails = true);
        var others = await GroupAsync(server, store, Enumerable.Range(0, 20).Select(i => $"r{i}"));

        Assert.All(others, a => Assert.Equal(HttpStatusCode.ServiceUnavailable, a.StatusCode));
        Assert.True(store.Commits.Count <= 3, $"{store.Commits.Count} commits");
    }

    [Fact]
    public async Task A_client_that_leaves_neither_loses_what_was_accepted_nor_blocks_the_queue()
    {
        var (server, store) = await StartAsync(new IngestLimits { TenantItems = 10 });
        await using var _ = server;
        store.Hold();
        using var leaving = new CancellationTokenSource();
        var request = server.Api.PostAsync("/v1/runs/a/steps", Wire.Json(Some.Steps(8)), leaving.Token);
        await store.UntilCommitsAsync(1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        store.Release();
        while ((await server.Api.GetAsync("/v1/runs/a")).StatusCode != HttpStatusCode.OK) await Task.Yield();
        Assert.Equal(8, (await server.Api.JsonAsync("/v1/runs/a")).GetProperty("steps").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync("/v1/runs/b/steps", Some.Steps(8))).StatusCode);
        var budget = (IngestBudget)server.Services.GetService(typeof(IngestBudget))!;
        while (budget.TotalBytes != 0) await Task.Yield();
    }

    [Fact]
    public async Task Stopping_answers_what_was_accepted()
    {
        var (server, store) = await StartAsync();
        await using var _ = server;
        store.Hold();
        var waiting = server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(3));
        await store.UntilCommitsAsync(1);
        var stopping = server.StopAsync();
        store.Release();
        await stopping;
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
        Assert.NotNull(await server.Store.Runs.GetAsync(new(server.First.Tenant, server.First.Project), Core.Scope.RunId.Parse("a"), CancellationToken.None));
    }

    private static async Task<(TestServer Server, WrappedStore Store)> StartAsync(IngestLimits? limits = null)
    {
        WrappedStore? store = null;
        var server = await TestServer.StartAsync(o => o with { Store = store = new WrappedStore(o.Store), Ingest = limits ?? new() });
        return (server, store!);
    }

    /// <summary>Sends a step of each run so that they wait for one commit together, and takes their answers.</summary>
    private static async Task<HttpResponseMessage[]> GroupAsync(TestServer server, WrappedStore store, IEnumerable<string> runs)
    {
        store.Hold();
        var first = server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(1));
        await store.UntilCommitsAsync(1);
        var others = runs.Select(run => server.Api.SendJsonAsync($"/v1/runs/{run}/steps", Some.Steps(1))).ToArray();
        await UntilWaitingAsync(server, others.Length);
        store.Release();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        return await Task.WhenAll(others);
    }

    /// <summary>Until the server holds the bodies of this many requests beside the one being committed.</summary>
    private static async Task UntilWaitingAsync(TestServer server, int requests)
    {
        var budget = (IngestBudget)server.Services.GetService(typeof(IngestBudget))!;
        while (budget.TotalBytes < (requests + 1) * Some.Steps(1).Length) await Task.Yield();
    }
}
