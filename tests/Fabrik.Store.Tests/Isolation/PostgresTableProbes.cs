using Fabrik.Store.Postgres;
using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What raw SQL may try on every table that the catalogue has.</summary>
public sealed class PostgresTableProbes(PostgresFixture fixture) : PostgresRawProbes(fixture), IClassFixture<PostgresFixture>
{
    [Fact]
    public Task No_table_shows_a_row_without_a_tenant_or_of_another_one() => RawAsync(async (both, app) =>
    {
        Assert.True((await LeakDetector.TablesAsync(app)).Count >= 18);
        Assert.Empty(await LeakDetector.FindAsync(app, both.Victim.Tenant, both.Attacker.Tenant));
    });

    [Theory]
    [InlineData("ALTER POLICY tenant ON fabrik.runs USING (true)", "runs")]
    [InlineData("ALTER POLICY tenant ON fabrik.redaction_keys USING (true)", "redaction_keys")]
    [InlineData("CREATE POLICY more ON fabrik.steps USING (true)", "steps")]
    [InlineData("ALTER TABLE fabrik.payloads DISABLE ROW LEVEL SECURITY", "payloads")]
    [InlineData("DROP POLICY tenant ON fabrik.logs", "logs")]
    [InlineData("ALTER POLICY tenant ON fabrik.verdicts USING (true)", "verdicts")]
    [InlineData("CREATE POLICY more ON fabrik.reports USING (true)", "reports")]
    public async Task The_detector_turns_red_when_a_policy_is_weakened_or_dropped(string sabotage, string table)
    {
        var database = await PostgresFixture.OwnDatabaseAsync();
        await using var store = await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default);
        var both = await TwoTenants.InAsync(store);
        await both.AddCredentialsAsync();
        await using var app = NpgsqlDataSource.Create(database.AppDsn);
        Assert.Empty(await LeakDetector.FindAsync(app, both.Victim.Tenant, both.Attacker.Tenant));

        await (await PostgresServer.SharedAsync()).ExecuteAsync(database.Name, sabotage);

        var leaks = await LeakDetector.FindAsync(app, both.Victim.Tenant, both.Attacker.Tenant);
        Assert.NotEmpty(leaks);
        Assert.All(leaks, l => Assert.StartsWith(table + ":", l, StringComparison.Ordinal));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CheckAsync(default));
    }

    [Fact]
    public Task A_row_for_another_tenant_cant_be_inserted_into_any_table() => EachTableAsync(async (both, app, table) =>
    {
        var columns = await ColumnsAsync(app, table);
        var others = string.Concat(columns.Select(c => ", " + c));
        await RefusedAsync(app, both.Attacker, $"INSERT INTO fabrik.{table} (tenant_id{others}) SELECT '{both.Victim.Tenant}'{others} FROM fabrik.{table} LIMIT 1");
    });

    [Fact]
    public Task A_row_cant_be_moved_to_another_tenant_in_any_table() => EachTableAsync((both, app, table) =>
        RefusedAsync(app, both.Attacker, $"UPDATE fabrik.{table} SET tenant_id = '{both.Victim.Tenant}'"));

    [Fact]
    public Task Rows_of_another_tenant_are_neither_updated_nor_deleted_in_any_table() => EachTableAsync(async (both, app, table) =>
    {
        Assert.Equal(0, await AffectedAsync(app, both.Attacker, $"UPDATE fabrik.{table} SET tenant_id = tenant_id WHERE tenant_id = '{both.Victim.Tenant}'"));
        Assert.Equal(0, await AffectedAsync(app, both.Attacker, $"DELETE FROM fabrik.{table} WHERE tenant_id <> '{both.Attacker.Tenant}'"));
    });

    [Fact]
    public Task Deleting_everything_without_a_tenant_deletes_nothing() => EachTableAsync(async (_, app, table) =>
        Assert.Equal(0, await AffectedAsync(app, null, $"DELETE FROM fabrik.{table}")));

    [Fact]
    public Task Inserting_the_victims_key_is_refused_by_the_policy_before_its_uniqueness_tells_anything() => RawAsync(async (both, app) =>
    {
        foreach (var tenant in (string[])[both.Victim.Tenant.ToString(), Guid.NewGuid().ToString()])
            await RefusedAsync(app, both.Attacker, $"INSERT INTO fabrik.tenants (tenant_id, name, created_at) VALUES ('{tenant}', 'x', 0)");
        await RefusedAsync(
            app,
            both.Attacker,
            $"INSERT INTO fabrik.projects (tenant_id, project_id, name, created_at) VALUES ('{both.Victim.Tenant}', 'default', 'mine', 0) ON CONFLICT (tenant_id, project_id) DO UPDATE SET name = 'mine'");
    });

    [Fact]
    public Task A_foreign_key_cant_reach_into_another_tenant() => RawAsync(async (both, app) =>
    {
        var insert = $"INSERT INTO fabrik.api_keys (tenant_id, key_id, project_id, name, prefix, secret_hash, created_at) VALUES ('{both.Attacker.Tenant}', '{Guid.NewGuid()}', '";
        await RefusedAsync(app, both.Attacker, $"{insert}{TwoTenants.Second}', 'n', 'p', 'h', 0)", PostgresErrorCodes.ForeignKeyViolation);
        await RefusedAsync(app, both.Attacker, $"{insert}absent', 'n', 'p', 'h', 0)", PostgresErrorCodes.ForeignKeyViolation);
    });

    [Fact]
    public Task No_table_can_be_truncated_referenced_or_given_a_trigger() => EachTableAsync(async (both, app, table) =>
    {
        await RefusedAsync(app, both.Attacker, $"TRUNCATE fabrik.{table}");
        await RefusedAsync(app, both.Attacker, $"CREATE TRIGGER spy BEFORE INSERT ON fabrik.{table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
        await RefusedAsync(app, both.Attacker, $"LOCK TABLE fabrik.{table} IN ACCESS EXCLUSIVE MODE; DROP TABLE fabrik.{table}");
    });

    [Fact]
    public Task Row_level_security_cant_be_switched_off_on_any_table() => EachTableAsync(async (both, app, table) =>
    {
        foreach (var change in (string[])
            [
                $"ALTER TABLE fabrik.{table} DISABLE ROW LEVEL SECURITY", $"ALTER TABLE fabrik.{table} NO FORCE ROW LEVEL SECURITY", $"CREATE POLICY mine ON fabrik.{table} USING (true)",
                $"ALTER POLICY tenant ON fabrik.{table} USING (true)", $"DROP POLICY tenant ON fabrik.{table}", $"ALTER TABLE fabrik.{table} OWNER TO {PostgresServer.App}",
            ])
        {
            await RefusedAsync(app, both.Attacker, change);
        }
    });

    [Fact]
    public Task Turning_the_row_security_setting_off_fails_queries_instead_of_opening_them() => EachTableAsync((both, app, table) =>
        RefusedAsync(app, both.Attacker, $"SET LOCAL row_security = off; SELECT * FROM fabrik.{table}"));

    [Fact]
    public Task No_partition_can_be_used_directly() => RawAsync(async (both, app) =>
    {
        var partitions = await LeakDetector.TablesAsync(app, partitions: true);
        Assert.True(partitions.Count >= 5 * 3 * 3);
        foreach (var partition in partitions)
        {
            await RefusedAsync(app, both.Victim, $"SELECT * FROM fabrik.{partition}");
            await RefusedAsync(app, both.Victim, $"DELETE FROM fabrik.{partition}");
        }
    });

    [Fact]
    public Task Copying_out_shows_ones_own_rows_and_copying_in_is_refused() => RawAsync(async (both, app) =>
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, both.Attacker.Tenant.ToString());
        foreach (var table in await LeakDetector.TablesAsync(app))
        {
            using var copy = await connection.BeginTextExportAsync($"COPY fabrik.{table} TO STDOUT");
            Assert.DoesNotContain(both.Victim.Tenant.ToString(), await copy.ReadToEndAsync(), StringComparison.Ordinal);
        }

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.BeginTextImportAsync("COPY fabrik.runs FROM STDIN"));
        Assert.Equal(PostgresErrorCodes.FeatureNotSupported, refusal.SqlState);
    });
}
