using System.Collections.Concurrent;
using Fabrik.Core.Scope;
using Fabrik.Store.Postgres;
using Fabrik.Store.Runs;
using Fabrik.Store.Torture;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Durability;

/// <summary>The database server itself crashes, again and again, with appends under way.</summary>
public sealed class PostgresCrash
{
    private const int Crashes = 20;
    private const int Seed = 20260211;

    [Fact]
    public async Task What_was_acknowledged_survives_twenty_crashes_of_the_server_and_the_store_goes_on()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default);
        await using var store = await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default);
        var scope = new ProjectScope((await store.Control.CreateTenantAsync("crashed", ProjectId.Default, default)).Id, ProjectId.Default);
        var (random, acknowledged, interrupted) = (new Random(Seed), new ConcurrentBag<RunId>(), 0);

        for (var round = 0; round < Crashes; round++)
        {
            using var enough = new SemaphoreSlim(0);
            var appenders = Enumerable.Range(0, 3).Select(worker => AppendUntilItFailsAsync(store, scope, $"c{round}-{worker}", acknowledged, enough)).ToList();
            for (var acks = random.Next(1, 20); acks > 0; acks--) await enough.WaitAsync(TestContext.Current.CancellationToken);
            await server.CrashAsync(await BackendAsync(database));
            await Task.WhenAll(appenders);
            interrupted += appenders.Count;
            await ReadyAsync(store);

            Assert.All(await WholeAsync(store, scope, acknowledged), whole => Assert.True(whole.Value, $"{whole.Key} was acknowledged and is gone or in part"));
        }

        Assert.True(acknowledged.Count >= Crashes);
        Assert.Equal(Crashes * 3, interrupted);
    }

    private static async Task AppendUntilItFailsAsync(
        IFabrikStore store, ProjectScope scope, string name, ConcurrentBag<RunId> acknowledged, SemaphoreSlim enough)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                var run = RunId.Parse($"{name}-{n}");
                await store.Ingest.AppendAsync(scope.Tenant, [TortureBatch.Of(run)], default);
                acknowledged.Add(run);
                enough.Release();
            }
        }
        catch (NpgsqlException)
        {
            // The crash.
        }
    }

    private static async Task<int> BackendAsync(PostgresDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.SuperuserDsn + ";Pooling=false");
        await using var command = source.CreateCommand("SELECT pid FROM pg_stat_activity WHERE usename = 'fabrik_app' LIMIT 1");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ReadyAsync(PostgresStore store)
    {
        while (true)
        {
            try
            {
                await store.CheckAsync(TestContext.Current.CancellationToken);
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or NpgsqlException)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<Dictionary<RunId, bool>> WholeAsync(IFabrikStore store, ProjectScope scope, IEnumerable<RunId> runs)
    {
        var whole = new Dictionary<RunId, bool>();
        foreach (var run in runs)
        {
            var sent = TortureBatch.Of(run).Groups[0].Steps;
            var steps = await store.Runs.StepsAsync(scope, run, new StepQuery { Limit = StepQuery.MaxLimit, IncludeSpans = true }, default);
            whole[run] = sent.Select(s => s.Id).SequenceEqual(steps.Items.Select(s => s.Step.Id));
        }

        return whole;
    }
}
