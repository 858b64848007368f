using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>What a server holds that was started, was asked for a page once, and is left alone.</summary>
internal sealed class IdleMemory : IBenchmark
{
    public string Name => "idle-memory";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        List<double> rounds = [];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            await using var store = await ServedStore.SqliteAsync();
            using var client = store.Server.Client(1);
            await client.GetStringAsync(new Uri("/readyz", UriKind.Relative));
            await client.GetStringAsync(new Uri("/v1/runs", UriKind.Relative));
            await Task.Delay(sizes.Settle);
            rounds.Add(store.Server.ResidentMegabytes());
        }

        return
        [
            new Measurement(Name, "MB", rounds)
            {
                How = $"Resident memory of a new server on an empty SQLite store, {sizes.Settle.TotalSeconds:F0} s after its first two requests; a new process each round.",
                Limit = Bound.AtMost(150),
            },
        ];
    }
}
