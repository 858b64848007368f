using Fabrik.Store.Postgres;
using Fabrik.Testing.Postgres;

namespace Fabrik.Store.Tests.Postgres;

public sealed class PostgresGuardTests
{
    [Fact]
    public async Task A_plain_role_with_the_migrators_grants_may_serve()
    {
        var (_, database) = await MigratedAsync();
        await using var store = await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default);
        await store.CheckAsync(default);
    }

    [Theory]
    [InlineData("super", "CREATE ROLE {role} LOGIN PASSWORD '{password}' SUPERUSER", "is a superuser")]
    [InlineData("bypass", "CREATE ROLE {role} LOGIN PASSWORD '{password}' BYPASSRLS", "has BYPASSRLS")]
    [InlineData("creator", "CREATE ROLE {role} LOGIN PASSWORD '{password}' CREATEROLE", "has CREATEROLE")]
    [InlineData("member", "CREATE ROLE {role} LOGIN PASSWORD '{password}'; GRANT fabrik_owner TO {role}", "is a member of their owner")]
    [InlineData("noinherit", "CREATE ROLE {role} LOGIN NOINHERIT PASSWORD '{password}'; GRANT fabrik_owner TO {role}", "is a member of their owner")]
    [InlineData(
        "indirect",
        "CREATE ROLE {role}_group BYPASSRLS; CREATE ROLE {role} LOGIN PASSWORD '{password}'; GRANT {role}_group TO {role}",
        "gets around row-level security")]
    [InlineData("files", "CREATE ROLE {role} LOGIN PASSWORD '{password}'; GRANT pg_read_server_files TO {role}", "gets around row-level security")]
    public async Task A_role_that_row_level_security_does_not_bind_is_refused(string name, string make, string reason)
    {
        var (server, database) = await MigratedAsync();
        var role = $"{name}_{database.Name}";
        await server.ExecuteAsync(database.Name, make.Replace("{role}", role, StringComparison.Ordinal));
        await server.ExecuteAsync(database.Name, $"GRANT USAGE ON SCHEMA fabrik TO {role}; GRANT SELECT ON fabrik.schema_version TO {role}");

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => PostgresStore.OpenAsync(server.Dsn(database.Name, role), TimeProvider.System, default));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("NOSUPERUSER NOBYPASSRLS", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_refused()
    {
        var (_, database) = await MigratedAsync();
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(database.OwnerDsn, TimeProvider.System, default));
        Assert.Contains("owns the tables", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALTER TABLE fabrik.runs NO FORCE ROW LEVEL SECURITY", "runs lacks row-level security")]
    [InlineData("ALTER TABLE fabrik.steps DISABLE ROW LEVEL SECURITY", "steps lacks row-level security")]
    [InlineData("DROP POLICY tenant ON fabrik.projects", "projects has no policy 'tenant'")]
    [InlineData("ALTER POLICY tenant ON fabrik.runs USING (true)", "runs has no policy 'tenant'")]
    [InlineData("ALTER POLICY tenant ON fabrik.runs WITH CHECK (true)", "runs has no policy 'tenant'")]
    [InlineData("CREATE POLICY open ON fabrik.runs USING (true)", "runs has the policy open")]
    [InlineData("CREATE TABLE fabrik.extra (tenant_id uuid)", "extra lacks row-level security")]
    [InlineData("GRANT TRUNCATE ON fabrik.runs TO fabrik_app", "may TRUNCATE runs")]
    [InlineData("GRANT REFERENCES ON fabrik.tenants TO PUBLIC", "may REFERENCES tenants")]
    [InlineData("GRANT SELECT ON fabrik.steps_90d TO fabrik_app", "may read the partition steps_90d")]
    [InlineData("CREATE VIEW fabrik.all_runs AS SELECT * FROM fabrik.runs", "view all_runs")]
    [InlineData("CREATE MATERIALIZED VIEW fabrik.all_runs AS SELECT * FROM fabrik.runs", "materialised view all_runs")]
    [InlineData("CREATE FUNCTION fabrik.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM fabrik.runs'", "peek()")]
    public async Task A_schema_that_does_not_isolate_is_refused_at_the_start_and_by_the_health_check(string weaken, string reason)
    {
        var (server, database) = await MigratedAsync();
        await using var serving = await PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default);
        await server.ExecuteAsync(database.Name, weaken);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default));
        var unhealthy = await Assert.ThrowsAsync<StoreUnavailableException>(() => serving.CheckAsync(default));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, unhealthy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_the_schema_or_with_an_older_one_is_refused_with_the_remedy()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();

        var empty = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default));
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default);
        await server.ExecuteAsync(database.Name, $"DELETE FROM fabrik.schema_version WHERE version = {PostgresMigrations.Current}");
        var older = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default));

        Assert.Contains("fabrik migrate", empty.Message, StringComparison.Ordinal);
        Assert.Contains("fabrik migrate", older.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x;Timeout=2", "can't be reached")]
    [InlineData("no such key=1", "can't be read")]
    public async Task A_connection_string_that_leads_nowhere_is_explained(string dsn, string reason)
    {
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(dsn, TimeProvider.System, default));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<(PostgresServer Server, PostgresDatabase Database)> MigratedAsync()
    {
        var database = await PostgresFixture.OwnDatabaseAsync();
        return (await PostgresServer.SharedAsync(), database);
    }
}
