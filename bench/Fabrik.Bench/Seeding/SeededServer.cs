using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Seeding;

/// <summary>A server on a store with many runs in one tenant.</summary>
internal sealed class SeededServer(FabrikProcess server, ScratchDirectory? scratch) : IAsyncDisposable
{
    public FabrikProcess Server => server;

    public static async Task<SeededServer> SqliteAsync(int runs)
    {
        var (directory, key) = await Seed.SqliteAsync(runs);
        var scratch = await ScratchDirectory.CopyOfAsync(directory);
        return new SeededServer(await FabrikProcess.StartAsync(scratch.Path, key: key), scratch);
    }

    public static async Task<SeededServer> PostgresAsync(int runs)
    {
        var database = await ServedStore.NewDatabaseAsync();
        var key = await Seed.PostgresAsync(database.AppDsn, runs);
        return new SeededServer(await FabrikProcess.StartAsync(data: null, database.AppDsn, key), scratch: null);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        scratch?.Dispose();
    }
}
