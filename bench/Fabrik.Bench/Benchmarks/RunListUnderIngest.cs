using System.Globalization;
using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Seeding;

namespace Fabrik.Bench.Benchmarks;

/// <summary>What steady ingest does to the runs list: each round lists without it, then with it.</summary>
internal sealed class RunListUnderIngest : IBenchmark
{
    public string Name => "runs-list-under-ingest";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        await using var seeded = await SeededServer.SqliteAsync(sizes.Runs);
        using var client = seeded.Server.Client(1);
        var filters = await RunFilters.OfAsync(client);
        await ListRound.RunAsync(client, filters, sizes.Reads / 4);
        var ingest = new SteadyIngest(seeded.Server);
        List<double> loaded = [];
        List<double> quiet = [];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            quiet.Add((await ListRound.RunAsync(client, filters, sizes.Reads)).P95);
            loaded.Add((await ingest.WhileAsync(() => ListRound.RunAsync(client, filters, sizes.Reads))).P95);
        }

        return
        [
            new Measurement(Name, "ms (p95)", loaded)
            {
                How = $"The 95th percentile over all filters of runs-list-sqlite at {sizes.Runs:#,0} runs while {SteadyIngest.StepsPerSecond:#,0} steps/s of 1 KB are ingested durably.",
                Peer = new Peer("no ingest", "the same requests just before, without ingest.", quiet, Bound.AtMost(2)),
                Note = $"Ingested: {ingest.Achieved.ToString("#,0", CultureInfo.InvariantCulture)} steps/s.",
            },
        ];
    }
}
