using System.Diagnostics;
using System.Text.Json;
using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>What the page of a large run asks for before it can draw: the run, then its steps page by page.</summary>
internal sealed class RunPage(string store, Func<Task<ServedStore>> open) : IBenchmark
{
    private const int Steps = 10_000;
    private const int PageSize = 5000;

    public string Name => $"run-page-{store}";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        await using var target = await open();
        await IngestSteps.PostAsync(target.Server, new StepBodies(Steps / StepBodies.BodiesPerRun), "page", StepBodies.BodiesPerRun);
        using var client = target.Server.Client(1);
        var run = "/v1/runs/" + StepBodies.RunOf("page", 0);
        var bytes = 0;
        for (var i = 0; i < sizes.Reads / 4; i++) bytes = await LoadAsync(client, run);
        List<double> rounds = [];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            List<double> loads = [];
            for (var i = 0; i < sizes.Reads / 2; i++)
            {
                var clock = Stopwatch.StartNew();
                await LoadAsync(client, run);
                loads.Add(clock.Elapsed.TotalMilliseconds);
            }

            rounds.Add(Statistic.P95(loads));
        }

        return
        [
            new Measurement(Name, "ms (p95)", rounds)
            {
                How = $"All that the run page loads for {Steps:#,0} steps: the run, then its steps in pages of {PageSize:#,0}, one request after the other "
                    + $"over HTTP from {store}, {bytes / 1e6:F1} MB in all; {sizes.Reads / 2} times a round.",
                Limit = Bound.AtMost(200),
            },
        ];
    }

    private static async Task<int> LoadAsync(HttpClient client, string run)
    {
        var bytes = (await client.GetByteArrayAsync(new Uri(run, UriKind.Relative))).Length;
        for (long? after = 0; after is not null;)
        {
            var page = await client.GetByteArrayAsync(new Uri($"{run}/steps?after={after}&limit={PageSize}&spans=true", UriKind.Relative));
            bytes += page.Length;
            after = NextAfter(page);
        }

        return bytes;
    }

    /// <summary>The page's last key: reading all of it would time the client's parser.</summary>
    private static long? NextAfter(ReadOnlySpan<byte> page)
    {
        var value = page[(page.LastIndexOf("\"next_after\":"u8) + "\"next_after\":".Length)..^1];
        return value.SequenceEqual("null"u8) ? null : JsonSerializer.Deserialize<long>(value);
    }
}
