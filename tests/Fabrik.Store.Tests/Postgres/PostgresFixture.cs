using Fabrik.Store.Postgres;
using Fabrik.Store.Tests.Contract;
using Fabrik.Testing;
using Fabrik.Testing.Postgres;

namespace Fabrik.Store.Tests.Postgres;

/// <summary>A PostgreSQL store, opened as the application role, in a database that all classes share.</summary>
public sealed class PostgresFixture : IStoreFixture, IAsyncLifetime
{
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(MigrateAsync);
    private static readonly Lazy<Task<PostgresDatabase>> Migrated = new(CopyAsync);
    private PostgresStore? _store;

    /// <summary>Skips the test where PostgreSQL is missing.</summary>
    public IFabrikStore Store
    {
        get
        {
            Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
            return _store!;
        }
    }

    public ManualTime Time { get; } = new();

    /// <summary>The database itself, for probes past the store.</summary>
    public static Task<PostgresDatabase> DatabaseAsync() => Migrated.Value;

    /// <summary>A migrated database of one's own. Skips the test where PostgreSQL is missing.</summary>
    public static Task<PostgresDatabase> OwnDatabaseAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return CopyAsync();
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Missing is null) _store = await PostgresStore.OpenAsync((await Migrated.Value).AppDsn, Time, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
    }

    private static async Task<PostgresDatabase> CopyAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(await Template.Value);

    private static async Task<PostgresDatabase> MigrateAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await PostgresStore.MigrateAsync(database.OwnerDsn, PostgresServer.App, CancellationToken.None);
        return database;
    }
}
