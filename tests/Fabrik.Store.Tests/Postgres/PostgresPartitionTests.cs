using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Postgres;

public sealed class PostgresPartitionTests
{
    [Fact]
    public async Task Evidence_goes_to_the_class_that_its_tenant_keeps_it_for()
    {
        await using var store = await StoreAsync();
        foreach (var days in (short[])[7, 30, 90])
        {
            var scope = await TenantAsync(store, days);
            await AppendAsync(store, scope, "run", "step");
            Assert.Equal(
                [$"logs_{days}d", $"payloads_{days}d", $"steps_{days}d"],
                (await store.ColumnAsync($"""
                    SELECT DISTINCT regexp_replace(tableoid::regclass::text, '.*fabrik\.|_\d+$', '', 'g') AS t FROM (
                      SELECT tableoid, tenant_id FROM fabrik.steps UNION ALL SELECT tableoid, tenant_id FROM fabrik.payloads UNION ALL SELECT tableoid, tenant_id FROM fabrik.logs
                    ) e WHERE tenant_id = '{scope.Tenant}' ORDER BY t
                    """)));
        }
    }

    [Fact]
    public async Task A_step_stays_one_step_when_its_tenant_changes_class_in_between()
    {
        await using var store = await StoreAsync();
        var scope = await TenantAsync(store, 7);
        await AppendAsync(store, scope, "run", "step");
        await store.AsSuperuserAsync($"UPDATE fabrik.tenants SET retention_class = 30 WHERE tenant_id = '{scope.Tenant}'");

        var again = await AppendAsync(store, scope, "run", "step");
        await AppendAsync(store, scope, "run", "another");
        await AppendAsync(store, scope, "later-run", "step");

        Assert.Equal(StepOutcome.Duplicate, again[0].Steps[0][0]);
        Assert.Equal(2, (await store.Store.Runs.StepsAsync(scope, RunId.Parse("run"), new StepQuery(), default)).Items.Count);
        Assert.Equal(["7,7,30"], await store.ColumnAsync(
            $"SELECT string_agg(s.retention_class::text, ',' ORDER BY r.run_no, s.sequence) FROM fabrik.steps s JOIN fabrik.runs r USING (tenant_id, run_no) WHERE s.tenant_id = '{scope.Tenant}'"));
    }

    [Fact]
    public async Task A_step_stays_one_step_when_the_week_changes_in_between()
    {
        await using var store = await StoreAsync();
        var scope = await TenantAsync(store, 30);
        await AppendAsync(store, scope, "run", "step");
        await store.MoveIntoThePastAsync(scope, weeks: 2);

        var again = await AppendAsync(store, scope, "run", "step");
        await AppendAsync(store, scope, "run", "another");

        Assert.Equal(StepOutcome.Duplicate, again[0].Steps[0][0]);
        Assert.Equal(["1"], await store.ColumnAsync($"SELECT count(DISTINCT week)::text FROM fabrik.steps WHERE tenant_id = '{scope.Tenant}'"));
    }

    [Fact]
    public async Task What_is_past_its_class_is_dropped_whole_and_the_run_stays_with_its_counts()
    {
        await using var store = await StoreAsync();
        var (week, month) = (await TenantAsync(store, 7), await TenantAsync(store, 30));
        foreach (var scope in (ProjectScope[])[week, month])
        {
            await AppendAsync(store, scope, "run", "step");
            await store.MoveIntoThePastAsync(scope, weeks: 3);
        }

        await AppendAsync(store, week, "fresh", "step");
        var dropped = await store.ColumnAsync("SELECT fabrik.drop_expired_partitions((now() AT TIME ZONE 'UTC')::date)", asOwner: true);

        Assert.NotEmpty(dropped);
        Assert.All(dropped, d => Assert.Contains("_7d_", d, StringComparison.Ordinal));
        Assert.Empty((await store.Store.Runs.StepsAsync(week, RunId.Parse("run"), new StepQuery(), default)).Items);
        Assert.Equal(1, (await store.Store.Runs.GetAsync(week, RunId.Parse("run"), default))!.Steps);
        Assert.Single((await store.Store.Runs.StepsAsync(week, RunId.Parse("fresh"), new StepQuery(), default)).Items);
        Assert.Single((await store.Store.Runs.StepsAsync(month, RunId.Parse("run"), new StepQuery(), default)).Items);
        await store.Store.CheckAsync(default);
    }

    [Fact]
    public async Task A_verdict_outlives_its_report_as_a_run_outlives_its_steps()
    {
        await using var store = await StoreAsync();
        var scope = await TenantAsync(store, 7);
        var verdict = Some.Verdict(RunId.Parse("run"));
        await store.Store.Verdicts.SaveAsync(scope, verdict, default);
        Assert.Equal(["reports_7d"], await store.ColumnAsync(
            $"SELECT regexp_replace(tableoid::regclass::text, '.*fabrik\\.|_\\d+$', '', 'g') FROM fabrik.reports WHERE tenant_id = '{scope.Tenant}'"));
        await store.MoveIntoThePastAsync(scope, weeks: 3);
        Assert.False((await store.Store.Verdicts.GetAsync(scope, verdict.Id, default))!.Report.IsEmpty);

        await store.ColumnAsync("SELECT fabrik.drop_expired_partitions((now() AT TIME ZONE 'UTC')::date)", asOwner: true);

        Assert.Equal(verdict with { Report = default }, await store.Store.Verdicts.GetAsync(scope, verdict.Id, default));
        Assert.Equal(SaveOutcome.Same, await store.Store.Verdicts.SaveAsync(scope, verdict, default));
        await store.Store.CheckAsync(default);
    }

    [Fact]
    public async Task Weeks_ahead_are_made_by_whoever_writes_and_isolated_like_the_rest()
    {
        await using var store = await StoreAsync();
        await store.AsSuperuserAsync(
            """
            DO $$ DECLARE p text; BEGIN
              FOR p IN SELECT relname FROM pg_class WHERE relnamespace = 'fabrik'::regnamespace AND relispartition AND relkind = 'r' LOOP
                EXECUTE format('DROP TABLE fabrik.%I', p);
              END LOOP;
            END $$
            """);

        // A server that starts knows of no week yet: its first writes make them, several at once.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => await AppendAsync(store, await TenantAsync(store, 90), $"run-{i}", "step")));

        Assert.Equal(["45"], await store.ColumnAsync(
            """
            SELECT count(*)::text FROM pg_class c WHERE relnamespace = 'fabrik'::regnamespace AND relispartition AND relkind = 'r'
              AND relrowsecurity AND relforcerowsecurity AND relacl IS NULL AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant')
            """));
        await store.Store.CheckAsync(default);
    }

    private static async Task<OwnStore> StoreAsync()
    {
        var database = await PostgresFixture.OwnDatabaseAsync();
        return new OwnStore(database, await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default));
    }

    private static async Task<ProjectScope> TenantAsync(OwnStore store, short days)
    {
        var tenant = await store.Store.Control.CreateTenantAsync("kept", ProjectId.Default, default);
        await store.AsSuperuserAsync($"UPDATE fabrik.tenants SET retention_class = {days} WHERE tenant_id = '{tenant.Id}'");
        return new ProjectScope(tenant.Id, ProjectId.Default);
    }

    private static Task<IReadOnlyList<IngestResult>> AppendAsync(OwnStore store, ProjectScope scope, string run, string step) => store.Store.Ingest.AppendAsync(
        scope.Tenant, [Some.Batch(Some.Group(RunId.Parse(run), Some.Step(step))) with { Logs = [Some.Log("line")] }], default);

    private sealed class OwnStore(PostgresDatabase database, PostgresStore store) : IAsyncDisposable
    {
        public PostgresStore Store => store;

        public async Task AsSuperuserAsync(string sql) => await (await PostgresServer.SharedAsync()).ExecuteAsync(database.Name, sql);

        /// <summary>As if the tenant's runs and logs had come in that many weeks ago.</summary>
        public Task MoveIntoThePastAsync(ProjectScope scope, int weeks) => AsSuperuserAsync(
            $"""
            SELECT fabrik.create_partition(p, c, (date_trunc('week', now() AT TIME ZONE 'UTC')::date - {7 * weeks}))
            FROM unnest(ARRAY['steps', 'payloads', 'logs', 'metrics', 'reports']) p, (SELECT retention_class AS c FROM fabrik.tenants WHERE tenant_id = '{scope.Tenant}') t;
            UPDATE fabrik.runs SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            UPDATE fabrik.steps SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            UPDATE fabrik.payloads SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            UPDATE fabrik.verdicts SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            UPDATE fabrik.reports SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            UPDATE fabrik.logs SET week = week - {7 * weeks} WHERE tenant_id = '{scope.Tenant}';
            """);

        public async Task<List<string>> ColumnAsync(string sql, bool asOwner = false)
        {
            await using var source = NpgsqlDataSource.Create(asOwner ? database.OwnerDsn : database.SuperuserDsn);
            await using var command = source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            var values = new List<string>();
            while (await reader.ReadAsync()) values.Add(reader.GetString(0));
            return values;
        }

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
