using System.Globalization;
using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Seeding;

namespace Fabrik.Bench.Benchmarks;

/// <summary>The runs list over HTTP, by every filter, in a tenant of very many runs.</summary>
internal sealed class RunList(string store, Func<int, Task<SeededServer>> open) : IBenchmark
{
    public string Name => $"runs-list-{store}";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        await using var seeded = await open(sizes.Runs);
        using var client = seeded.Server.Client(1);
        var filters = await RunFilters.OfAsync(client);
        await ListRound.RunAsync(client, filters, sizes.Reads / 4);
        List<ListRound> rounds = [];
        for (var round = 0; round < sizes.Rounds; round++) rounds.Add(await ListRound.RunAsync(client, filters, sizes.Reads));
        return
        [
            new Measurement(Name, "ms (p95)", [.. rounds.Select(r => r.WorstP95)])
            {
                How = $"GET /v1/runs over HTTP, pages of 100, at {sizes.Runs:#,0} runs in one tenant of {store}: {filters.Count} filters and combinations, "
                    + $"{sizes.Reads} requests each a round, one at a time. The value is the 95th percentile of the slowest filter.",
                Limit = Bound.AtMost(50),
                Note = $"Slowest: {string.Join(", ", rounds.Select(r => r.Worst).Distinct())}. "
                    + $"The 95th percentile over all filters together: {Statistic.Median([.. rounds.Select(r => r.P95)]).ToString("F1", CultureInfo.InvariantCulture)} ms.",
            },
        ];
    }
}
