using Fabrik.Store.Postgres;
using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Durability;

public sealed class PostgresDurability : DurabilityContract, IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    protected override IReadOnlyList<string> Target => ["postgres", _database.AppDsn];

    public async ValueTask InitializeAsync() => _database = await PostgresFixture.OwnDatabaseAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task<IFabrikStore> OpenAsync()
    {
        // The server may still be at the killed process's last statement: what it becomes must be settled before it is looked at.
        await using (var source = NpgsqlDataSource.Create(_database.SuperuserDsn))
        await using (var end = source.CreateCommand(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"))
        {
            await end.ExecuteNonQueryAsync();
        }

        return await PostgresStore.OpenAsync(_database.AppDsn, TimeProvider.System, CancellationToken.None);
    }
}
