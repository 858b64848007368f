using Fabrik.Store.Postgres;
using Fabrik.Testing;
using Fabrik.Testing.Postgres;

namespace Fabrik.Store.Tests.Postgres;

/// <summary>One migrated database for all tests that keep to tenants of their own.</summary>
internal static class SharedDatabase
{
    private static readonly Lazy<Task<PostgresDatabase>> Migrated = new(MigrateAsync);

    public static Task<PostgresDatabase> GetAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return Migrated.Value;
    }

    public static async Task<IFabrikStore> OpenAsync() => await PostgresStore.OpenAsync((await GetAsync()).AppDsn, new ManualTime(), default);

    private static async Task<PostgresDatabase> MigrateAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, default);
        return database;
    }
}
