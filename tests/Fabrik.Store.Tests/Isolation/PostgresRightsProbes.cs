using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What raw SQL may try to gain more rights, or to learn of rows without reading them.</summary>
public sealed class PostgresRightsProbes(PostgresFixture fixture) : PostgresRawProbes(fixture), IClassFixture<PostgresFixture>
{
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
}
