using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Postgres;
using Fabrik.Store.Verdicts;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Postgres;

/// <summary>A database with enough rows, and with statistics of them, for the planner to have a choice.</summary>
public sealed class PlannedDatabase : IAsyncLifetime
{
    public const string LongRun = "long-run";

    public ProjectScope Scope { get; private set; }

    /// <summary>As the store itself connects.</summary>
    public NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Missing is not null) return;
        var database = await PostgresFixture.OwnDatabaseAsync();
        await using (var store = await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default))
        {
            Scope = new ProjectScope((await store.Control.CreateTenantAsync("planned", ProjectId.Default, default)).Id, ProjectId.Default);
            var other = (await store.Control.CreateTenantAsync("another", ProjectId.Default, default)).Id;
            foreach (var tenant in (TenantId[])[Scope.Tenant, other])
            {
                await store.Ingest.AppendAsync(tenant, [Some.Batch([.. Enumerable.Range(0, 2000).Select(Run)])], default);
                foreach (var i in Enumerable.Range(0, 300)) await store.Verdicts.SaveAsync(new ProjectScope(tenant, ProjectId.Default), Verdict(i), default);
                await store.Ingest.AppendAsync(
                    tenant, [Some.Batch(Some.Group(RunId.Parse(LongRun), [.. Enumerable.Range(0, 3000).Select(i => Some.Step($"s{i}", at: i))]))], default);
            }
        }

        await (await PostgresServer.SharedAsync()).ExecuteAsync(database.Name, "VACUUM ANALYZE");
        Source = PostgresSource.Build(database.AppDsn);
    }

    public async ValueTask DisposeAsync()
    {
        if (Source is not null) await Source.DisposeAsync();
    }

    private static StoredVerdict Verdict(int i) => Some.Verdict(RunId.Parse($"r{i}"), $"v{i}", i % 3 == 0 ? VerdictStatus.Fail : VerdictStatus.Pass, at: i) with
    {
        Service = i % 2 == 0 ? "svc" : "other",
        Agent = i % 7 == 0 ? "a" : "b",
        Env = "prod",
        Fingerprint = $"fp{i % 5}",
    };

    private static RunGroup Run(int i) => Some.Group(RunId.Parse($"r{i}"), Some.Step("a", at: i) with { Tool = i % 3 == 0 ? "search" : "fetch", Model = "m" }) with
    {
        Facts = new RunFacts { Service = i % 2 == 0 ? "svc" : "other", Tags = new Dictionary<string, string> { ["team"] = i % 5 == 0 ? "a" : "b" } },
        Ends = [Some.End(i % 10 == 0 ? RunStatus.Failed : RunStatus.Ok, i + 1)],
    };
}
