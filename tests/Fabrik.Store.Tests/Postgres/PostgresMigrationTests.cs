using Fabrik.Store.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Postgres;

public sealed class PostgresMigrationTests
{
    /// <summary>0 is the empty database; later versions join by themselves.</summary>
    public static TheoryData<int> EarlierVersions => [.. Enumerable.Range(0, PostgresMigrations.Current)];

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public async Task From_any_earlier_version_the_schema_comes_to_the_current_one(int version)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var server = await PostgresServer.SharedAsync();
        var (fresh, upgraded) = (await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());

        await PostgresMigrator.RunAsync(fresh.OwnerDsn, PostgresServer.App, PostgresMigrations.Current, default);
        await PostgresMigrator.RunAsync(upgraded.OwnerDsn, PostgresServer.App, version, default);
        await PostgresMigrator.RunAsync(upgraded.OwnerDsn, PostgresServer.App, PostgresMigrations.Current, default);

        Assert.Equal(await ShapeAsync(fresh), await ShapeAsync(upgraded));
    }

    [Fact]
    public async Task Ends_of_version_3_are_kept_as_those_of_a_root_of_their_own()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await PostgresMigrator.RunAsync(database.OwnerDsn, PostgresServer.App, 3, default);
        const string tenant = "11111111-1111-1111-1111-111111111111";
        await server.ExecuteAsync(database.Name, $"INSERT INTO fabrik.run_ends VALUES ('{tenant}', 7, '{tenant}', 'failed', 9, 'E', 'why')");

        await PostgresMigrator.RunAsync(database.OwnerDsn, PostgresServer.App, PostgresMigrations.Current, default);

        await using var source = NpgsqlDataSource.Create(database.SuperuserDsn);
        await using var command = source.CreateCommand("SELECT string_agg(format('%s[%s]%s %s', run_no, root_id, status, ended_at), ',') FROM fabrik.run_ends");
        Assert.Equal("7[]failed 9", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Migrating_twice_and_at_once_changes_nothing()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default)));
        var before = await ShapeAsync(database);
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default);

        Assert.Equal(before, await ShapeAsync(database));
    }

    [Fact]
    public async Task A_schema_of_a_newer_build_is_left_alone()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default);
        await server.ExecuteAsync(database.Name, "INSERT INTO fabrik.schema_version (version, name) VALUES (9999, 'future')");

        var migrate = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default));
        var open = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(database.AppDsn, TimeProvider.System, default));

        Assert.Contains("9999", migrate.Message, StringComparison.Ordinal);
        Assert.Contains("9999", open.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_not_there_or_owns_the_schema_is_refused_with_the_remedy()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var missing = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.MigrateAsync(database.OwnerDsn, "no\"such; role", default));
        var owner = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.Owner, default));

        Assert.Contains("CREATE ROLE \"no\"\"such; role\"", missing.Message, StringComparison.Ordinal);
        Assert.Contains("can't own the schema", owner.Message, StringComparison.Ordinal);
    }

    /// <summary>Every table, column, index, policy, function and grant as text, oids left out.</summary>
    private static async Task<string> ShapeAsync(PostgresDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.SuperuserDsn);
        await using var command = source.CreateCommand(
            """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
              SELECT format('column %s.%s %s %s', table_name, column_name, data_type, is_nullable) AS line FROM information_schema.columns WHERE table_schema = 'fabrik'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'fabrik'
              UNION ALL SELECT format('policy %s.%s %s %s %s', tablename, policyname, cmd, qual, with_check) FROM pg_policies WHERE schemaname = 'fabrik'
              UNION ALL SELECT format('table %s %s %s %s', relname, relrowsecurity, relforcerowsecurity, relacl) FROM pg_class
                WHERE relnamespace = 'fabrik'::regnamespace AND relkind IN ('r', 'p')
              UNION ALL SELECT format('function %s %s %s', proname, prosecdef, proacl) FROM pg_proc WHERE pronamespace = 'fabrik'::regnamespace
              UNION ALL SELECT format('version %s', version) FROM fabrik.schema_version
            ) shape
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
