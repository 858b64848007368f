using Fabrik.Testing.Postgres;

namespace Fabrik.Bench.Targets;

/// <summary>A server on a new, empty store that goes away with it.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    private readonly ScratchDirectory? _scratch;

    private ServedStore(FabrikProcess server, ScratchDirectory? scratch) => (Server, _scratch) = (server, scratch);

    public FabrikProcess Server { get; }

    public static async Task<ServedStore> SqliteAsync()
    {
        var scratch = new ScratchDirectory();
        return new ServedStore(await FabrikProcess.StartAsync(scratch.Path), scratch);
    }

    /// <summary>On Debian's PostgreSQL with its own settings, fsync on, 128 MB of shared buffers.</summary>
    public static async Task<ServedStore> PostgresAsync() => new(await FabrikProcess.StartAsync(data: null, (await NewDatabaseAsync()).AppDsn), scratch: null);

    /// <summary>A migrated database.</summary>
    public static async Task<PostgresDatabase> NewDatabaseAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await CommandLine.RunAsync(FabrikProcess.Program, "migrate", "--postgres", database.OwnerDsn, "--app-role", PostgresServer.App);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _scratch?.Dispose();
    }
}
