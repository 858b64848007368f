using Fabrik.Core.Scope;
using Fabrik.Store.Control;
using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What an attacker may try who can run any SQL as the application role, past the store and its code.</summary>
public sealed class PostgresRawProbes(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private const string Forbidden = PostgresErrorCodes.InsufficientPrivilege;

    [Fact]
    public Task No_table_shows_a_row_without_a_tenant_or_of_another_one() => RawAsync(async (both, app) =>
    {
        Assert.True((await LeakDetector.TablesAsync(app)).Count >= 16);
        Assert.Empty(await LeakDetector.FindAsync(app, both.Victim.Tenant, both.Attacker.Tenant));
    });

    [Theory]
    [InlineData("ALTER POLICY tenant ON fabrik.runs USING (true)", "runs")]
    [InlineData("ALTER POLICY tenant ON fabrik.redaction_keys USING (true)", "redaction_keys")]
    [InlineData("CREATE POLICY more ON fabrik.steps USING (true)", "steps")]
    [InlineData("ALTER TABLE fabrik.payloads DISABLE ROW LEVEL SECURITY", "payloads")]
    [InlineData("DROP POLICY tenant ON fabrik.logs", "logs")]
    public async Task The_detector_turns_red_when_a_policy_is_weakened_or_dropped(string sabotage, string table)
    {
        var database = await PostgresFixture.OwnDatabaseAsync();
        await using var store = await Store.Postgres.PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default);
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
    public Task A_tenant_setting_that_is_empty_or_no_uuid_shows_nothing() => RawAsync(async (_, app) =>
    {
        Assert.Equal(0L, await ScalarAsync(app, "", "SELECT count(*) FROM fabrik.runs"));
        await RefusedAsync(app, "' OR true --", "SELECT count(*) FROM fabrik.runs", PostgresErrorCodes.InvalidTextRepresentation);
        await RefusedAsync(app, "%", "SELECT count(*) FROM fabrik.runs", PostgresErrorCodes.InvalidTextRepresentation);
    });

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
    public Task No_other_role_can_be_taken_and_no_right_gained() => RawAsync(async (both, app) =>
    {
        await RefusedAsync(app, both.Attacker, $"SET ROLE {PostgresServer.Owner}");
        await RefusedAsync(app, both.Attacker, "SET ROLE postgres");
        await RefusedAsync(app, both.Attacker, $"SET SESSION AUTHORIZATION {PostgresServer.Owner}");
        await RefusedAsync(app, both.Attacker, $"ALTER ROLE {PostgresServer.App} BYPASSRLS");
        await RefusedAsync(app, both.Attacker, $"GRANT {PostgresServer.Owner} TO {PostgresServer.App}");
        await RefusedAsync(app, both.Attacker, "CREATE ROLE another");
        await RefusedAsync(app, both.Attacker, "CREATE EXTENSION dblink", Forbidden, PostgresErrorCodes.FeatureNotSupported, PostgresErrorCodes.UndefinedFile);
    });

    [Fact]
    public Task No_partition_can_be_used_directly() => RawAsync(async (both, app) =>
    {
        var partitions = await LeakDetector.TablesAsync(app, partitions: true);
        Assert.True(partitions.Count >= 4 * 3 * 3);
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

    [Fact]
    public Task Files_and_programs_of_the_server_are_out_of_reach() => RawAsync(async (both, app) =>
    {
        await RefusedAsync(app, both.Attacker, "SELECT pg_read_file('postgresql.conf')");
        await RefusedAsync(app, both.Attacker, "COPY (SELECT 1) TO '/tmp/fabrik-copied'");
        await RefusedAsync(app, both.Attacker, "COPY (SELECT 1) TO PROGRAM 'true'");
        await RefusedAsync(app, both.Attacker, "SELECT lo_import('/etc/passwd')");
    });

    [Fact]
    public Task Nothing_can_be_made_in_the_schema() => RawAsync(async (both, app) =>
    {
        await RefusedAsync(app, both.Attacker, "CREATE VIEW fabrik.spy AS SELECT * FROM fabrik.runs");
        await RefusedAsync(app, both.Attacker, "CREATE MATERIALIZED VIEW fabrik.spy AS SELECT * FROM fabrik.runs");
        await RefusedAsync(app, both.Attacker, "CREATE TABLE fabrik.spy AS SELECT * FROM fabrik.runs");
        await RefusedAsync(app, both.Attacker, "CREATE FUNCTION fabrik.spy() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        await RefusedAsync(app, both.Attacker, "CREATE TABLE public.spy (x int)");
    });

    [Fact]
    public Task A_temporary_view_shows_ones_own_rows() => RawAsync(async (both, app) =>
        Assert.Equal(2L, await ScalarAsync(app, both.Attacker.Tenant.ToString(), "CREATE TEMP VIEW spy AS SELECT * FROM fabrik.runs; SELECT count(*) FROM spy")));

    [Fact]
    public Task Only_the_one_narrow_function_runs_as_the_owner_and_no_other_can_be_called() => RawAsync(async (both, app) =>
    {
        Assert.Equal("ensure_partitions", await ScalarAsync(
            app,
            "",
            "SELECT string_agg(proname, ',' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'fabrik'::regnamespace AND (prosecdef OR has_function_privilege(oid, 'EXECUTE'))"));
        Assert.Equal(0L, await ScalarAsync(
            app,
            "",
            $"SELECT count(*) FROM pg_proc WHERE prosecdef AND pg_get_userbyid(proowner) = '{PostgresServer.Owner}' AND (proconfig IS NULL OR NOT 'search_path=pg_catalog, pg_temp' = ANY(proconfig))"));
        await RefusedAsync(app, both.Attacker, "SELECT fabrik.isolate('fabrik.runs')");
        await RefusedAsync(app, both.Attacker, "SELECT fabrik.create_partition('steps', 7::smallint, '2020-01-06')");
        await RefusedAsync(app, both.Attacker, "SELECT fabrik.drop_expired_partitions('2999-01-01')");
    });

    [Fact]
    public Task A_function_in_the_condition_is_never_shown_a_foreign_row() => RawAsync(async (both, app) =>
    {
        var told = new List<string>();
        await using var connection = await app.OpenConnectionAsync();
        connection.Notice += (_, e) => told.Add(e.Notice.MessageText);
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, both.Attacker.Tenant.ToString());
        await new NpgsqlCommand(
            """
            CREATE FUNCTION pg_temp.tell(value text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$ BEGIN RAISE NOTICE 'saw %', value; RETURN true; END $$;
            SELECT count(*) FROM fabrik.runs WHERE pg_temp.tell(run_id);
            SELECT count(*) FROM fabrik.tenants WHERE pg_temp.tell(name);
            SELECT count(*) FROM fabrik.steps WHERE pg_temp.tell(name);
            SELECT count(*) FROM fabrik.logs WHERE pg_temp.tell(body);
            """,
            connection).ExecuteNonQueryAsync();
        Assert.Contains("saw attacker", told);
        Assert.DoesNotContain(told, t => t.Contains(TwoTenants.Mark, StringComparison.Ordinal));
    });

    [Fact]
    public Task An_error_in_the_condition_does_not_tell_of_foreign_rows() => RawAsync(async (both, app) =>
    {
        Assert.Equal(0L, await ScalarAsync(
            app, both.Attacker.Tenant.ToString(), $"SELECT count(*) FROM fabrik.tenants WHERE 1 / (CASE WHEN name LIKE '{TwoTenants.Mark}%' THEN 0 ELSE 1 END) = 2"));
        Assert.Equal(0L, await ScalarAsync(
            app, both.Attacker.Tenant.ToString(), $"SELECT count(*) FROM fabrik.logs WHERE 1 / (CASE WHEN body LIKE '{TwoTenants.Mark}%' THEN 0 ELSE 1 END) = 2"));
    });

    [Fact]
    public Task The_planners_statistics_show_no_values() => RawAsync(async (both, app) =>
    {
        await (await PostgresServer.SharedAsync()).ExecuteAsync((await PostgresFixture.DatabaseAsync()).Name, "ANALYZE");
        Assert.Equal(0L, await ScalarAsync(app, both.Attacker.Tenant.ToString(), "SELECT count(*) FROM pg_stats WHERE schemaname = 'fabrik' AND tablename <> 'schema_version'"));
        Assert.Equal(0L, await ScalarAsync(app, both.Attacker.Tenant.ToString(), "SELECT count(*) FROM pg_stats_ext WHERE schemaname = 'fabrik'"));
        await RefusedAsync(app, both.Attacker, "SELECT * FROM pg_statistic");
        await RefusedAsync(app, both.Attacker, "SELECT * FROM pg_statistic_ext_data");
    });

    [Fact]
    public Task Sequences_do_not_tell_how_much_others_write() => RawAsync(async (both, app) =>
    {
        await RefusedAsync(app, both.Attacker, "SELECT last_value FROM fabrik.tenants_added_seq");
        await RefusedAsync(app, both.Attacker, "SELECT nextval('fabrik.api_keys_added_seq')");
    });

    [Fact]
    public Task The_schema_version_cant_be_written() => RawAsync(async (both, app) =>
    {
        await RefusedAsync(app, both.Attacker, "INSERT INTO fabrik.schema_version (version, name) VALUES (99, 'x')");
        await RefusedAsync(app, both.Attacker, "DELETE FROM fabrik.schema_version");
    });

    [Fact]
    public async Task The_tenant_of_one_transaction_is_not_there_in_the_next_of_the_same_connection()
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await SetTenantAsync(connection, both.Victim.Tenant.ToString());
            await transaction.CommitAsync();
        }

        Assert.Equal(0L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", connection).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_tenant_rolled_back_to_a_savepoint_is_gone()
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, both.Attacker.Tenant.ToString());
        await transaction.SaveAsync("before");
        await SetTenantAsync(connection, both.Victim.Tenant.ToString());
        await transaction.RollbackAsync("before");
        Assert.Equal(0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.runs WHERE tenant_id = '{both.Victim.Tenant}'", connection).ExecuteScalarAsync());
        Assert.Equal(2L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", connection).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_tenant_set_for_the_whole_session_is_gone_when_the_pool_hands_the_connection_on()
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await using var app = await OneConnectionAsync();
        int first;
        await using (var spoofed = await app.OpenConnectionAsync())
        {
            first = spoofed.ProcessID;
            await new NpgsqlCommand($"SELECT set_config('app.tenant_id', '{both.Victim.Tenant}', false)", spoofed).ExecuteNonQueryAsync();
            await new NpgsqlCommand("PREPARE spy AS SELECT count(*) FROM fabrik.runs", spoofed).ExecuteNonQueryAsync();
        }

        await using var next = await app.OpenConnectionAsync();
        Assert.Equal(first, next.ProcessID);
        Assert.Equal(0L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", next).ExecuteScalarAsync());
        await using var transaction = await next.BeginTransactionAsync();
        await SetTenantAsync(next, both.Attacker.Tenant.ToString());
        Assert.Equal(0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.runs WHERE tenant_id = '{both.Victim.Tenant}'", next).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_prepared_plan_follows_the_tenant_of_its_transaction()
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM fabrik.steps WHERE name LIKE 'VICTIM%'", connection);
        await count.PrepareAsync();
        for (var i = 0; i < 8; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await SetTenantAsync(connection, (i % 2 == 0 ? both.Victim : both.Attacker).Tenant.ToString());
            Assert.Equal(i % 2 == 0 ? 5L : 0L, await count.ExecuteScalarAsync());
        }
    }

    [Fact]
    public Task A_secret_hash_opens_its_one_row_and_nothing_else() => RawAsync(async (both, app) =>
    {
        var (victimKey, _) = await both.AddCredentialsAsync();
        await using var connection = await app.OpenConnectionAsync();
        foreach (var (hash, rows) in ((string, long)[])[(SecretHash.Of(victimKey).Hex, 1L), ("%", 0L), ("", 0L), (SecretHash.Of("guess").Hex, 0L)])
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await new NpgsqlCommand($"SELECT set_config('app.secret_hash', '{hash}', true)", connection).ExecuteNonQueryAsync();
            foreach (var table in await LeakDetector.TablesAsync(app))
                Assert.Equal(table == "api_keys" ? rows : 0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.{table}", connection).ExecuteScalarAsync());
            Assert.Equal(0, await new NpgsqlCommand("UPDATE fabrik.api_keys SET revoked_at = NULL", connection).ExecuteNonQueryAsync());
            Assert.Equal(0, await new NpgsqlCommand("DELETE FROM fabrik.api_keys", connection).ExecuteNonQueryAsync());
        }
    });

    [Fact]
    public Task Listing_tenants_shows_names_and_no_table_but_theirs() => RawAsync(async (both, app) =>
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT set_config('app.listing', 'tenants', true)", connection).ExecuteNonQueryAsync();
        foreach (var table in await LeakDetector.TablesAsync(app))
        {
            var rows = (long)(await new NpgsqlCommand($"SELECT count(*) FROM fabrik.{table}", connection).ExecuteScalarAsync())!;
            Assert.Equal(table == "tenants", rows > 0);
        }

        Assert.Equal(0, await new NpgsqlCommand("UPDATE fabrik.tenants SET name = 'renamed'", connection).ExecuteNonQueryAsync());
        Assert.Equal(0, await new NpgsqlCommand("DELETE FROM fabrik.tenants", connection).ExecuteNonQueryAsync());
    });

    private static async Task<NpgsqlDataSource> OneConnectionAsync() => NpgsqlDataSource.Create((await PostgresFixture.DatabaseAsync()).AppDsn + ";Maximum Pool Size=1");

    private static Task SetTenantAsync(NpgsqlConnection connection, string tenant) =>
        new NpgsqlCommand("SELECT set_config('app.tenant_id', $1, true)", connection) { Parameters = { new() { Value = tenant } } }.ExecuteNonQueryAsync();

    private static async Task<object?> ScalarAsync(NpgsqlDataSource app, string tenant, string sql)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, tenant);
        return await new NpgsqlCommand(sql, connection).ExecuteScalarAsync();
    }

    private static async Task<int> AffectedAsync(NpgsqlDataSource app, ProjectScope? scope, string sql)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (scope is { } known) await SetTenantAsync(connection, known.Tenant.ToString());
        return await new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync();
    }

    private static Task RefusedAsync(NpgsqlDataSource app, ProjectScope scope, string sql, params string[] states) => RefusedAsync(app, scope.Tenant.ToString(), sql, states);

    private static async Task RefusedAsync(NpgsqlDataSource app, string tenant, string sql, params string[] states)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(app, tenant, sql));
        Assert.True((states is [] ? [Forbidden] : states).Contains(refusal.SqlState), $"{sql}: {refusal.SqlState} {refusal.MessageText}");
    }

    private static async Task<List<string>> ColumnsAsync(NpgsqlDataSource app, string table)
    {
        await using var command = app.CreateCommand(
            $"SELECT attname FROM pg_attribute WHERE attrelid = 'fabrik.{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attname <> 'tenant_id'");
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        return columns;
    }

    private async Task RawAsync(Func<TwoTenants, NpgsqlDataSource, Task> probe)
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await both.AddCredentialsAsync();
        await using var app = NpgsqlDataSource.Create((await PostgresFixture.DatabaseAsync()).AppDsn);
        await probe(both, app);
    }

    /// <summary>The probe on every table that the catalogue has; afterwards the victim has what they had.</summary>
    private Task EachTableAsync(Func<TwoTenants, NpgsqlDataSource, string, Task> probe) => RawAsync(async (both, app) =>
    {
        var before = await both.AllAsync(both.Victim);
        foreach (var table in await LeakDetector.TablesAsync(app)) await probe(both, app, table);
        Assert.Equal(before, await both.AllAsync(both.Victim));
    });
}
