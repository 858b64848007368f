using Fabrik.Bench.Targets;
using Fabrik.Core.Scope;
using Fabrik.Server.Hosting;
using Fabrik.Store;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres;
using Fabrik.Store.Sqlite;

namespace Fabrik.Bench.Seeding;

/// <summary>Fills stores with <see cref="SeededRuns"/> through the product's own ingest.</summary>
internal static class Seed
{
    private const int RunsPerBatch = 2000;
    private const string KeyFile = "key";

    /// <summary>The seeded SQLite store of this size, made on its first use and only read from then on; copy it to serve it.</summary>
    public static async Task<(string Directory, string Key)> SqliteAsync(int runs)
    {
        var directory = Path.Combine(ScratchDirectory.Root, $"runs-{runs}");
        var keyFile = Path.Combine(directory, KeyFile);
        if (File.Exists(keyFile)) return (directory, await File.ReadAllTextAsync(keyFile));

        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        string key;
        await using (var store = await SqliteStore.OpenAsync(directory, TimeProvider.System, CancellationToken.None)) key = await FillAsync(store, runs);
        await File.WriteAllTextAsync(keyFile, key);
        return (directory, key);
    }

    /// <param name="dsn">The application role's, of a migrated, empty database.</param>
    /// <returns>An API key.</returns>
    public static async Task<string> PostgresAsync(string dsn, int runs)
    {
        await using var store = await PostgresStore.OpenAsync(dsn, TimeProvider.System, CancellationToken.None);
        return await FillAsync(store, runs);
    }

    private static async Task<string> FillAsync(IFabrikStore store, int runs)
    {
        var first = await FirstStart.PrepareAsync(store, TimeProvider.System, CancellationToken.None);
        var written = Task.CompletedTask;
        for (var from = 0; from < runs; from += RunsPerBatch)
        {
            var batch = new IngestBatch
            {
                Project = ProjectId.Default,
                Groups = [.. Enumerable.Range(from, Math.Min(RunsPerBatch, runs - from)).Select(n => SeededRuns.Of(n, runs))],
            };
            await written;
            written = Task.Run(() => store.Ingest.AppendAsync(first.Tenant, [batch], CancellationToken.None));
            if (from % 100_000 == 0 && from > 0) await Console.Error.WriteLineAsync($"  seeded {from:#,0} of {runs:#,0} runs");
        }

        await written;
        return first.ApiKey!;
    }
}
