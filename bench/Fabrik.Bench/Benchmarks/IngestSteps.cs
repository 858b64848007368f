using System.Globalization;
using Fabrik.Bench.Baselines;
using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>Durable ingest over REST into SQLite, beside a bare loop over the same bodies in the same round.</summary>
internal sealed class IngestSteps : IBenchmark
{
    public const int Connections = 6;
    private const int WarmUp = 40;

    public string Name => "ingest-steps-sqlite";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        var bodies = new StepBodies();
        var requests = sizes.Steps / StepBodies.StepsPerBody;
        await using var store = await ServedStore.SqliteAsync();
        using var bare = new BareInserts();
        List<double> served = [];
        List<double> inserted = [];
        var spent = TimeSpan.Zero;
        for (var round = -1; round < sizes.Rounds; round++)
        {
            var (name, count) = round < 0 ? ("warm", WarmUp) : ($"r{round}", requests);
            var before = store.Server.ProcessorTime();
            var seconds = await PostAsync(store.Server, bodies, name, count);
            var used = store.Server.ProcessorTime() - before;
            var bareSeconds = bare.Insert(bodies, name, count);
            if (round < 0) continue;
            spent += used;
            served.Add(count * StepBodies.StepsPerBody / seconds);
            inserted.Add(count * StepBodies.StepsPerBody / bareSeconds);
        }

        return
        [
            new Measurement(Name, "steps/s", served)
            {
                How = How(sizes.Steps) + " into SQLite.",
                Limit = Bound.AtLeast(20_000),
                Peer = new Peer("bare insert loop", BareInserts.How, inserted, Bound.AtLeast(0.4)),
                Note = Cost(spent, sizes.Steps * sizes.Rounds, "step"),
            },
        ];
    }

    public static Task<double> PostAsync(FabrikProcess server, StepBodies bodies, string round, int requests) =>
        Sender.PostAsync(server, Connections, requests, StepBodies.ContentType, (_, request) => bodies.Of(round, request));

    /// <summary>What an item costs the server: a figure that other load on the machine hardly changes.</summary>
    public static string Cost(TimeSpan processorTime, long items, string item) =>
        $"Processor time of the server: {(processorTime.TotalMicroseconds / items).ToString("F1", CultureInfo.InvariantCulture)} µs a {item}.";

    public static string How(int steps) =>
        $"{steps:#,0} steps of {StepBodies.StepBytes} bytes of JSON a round over HTTP, {StepBodies.StepsPerBody} a request, {Connections} connections "
        + "from another process, 5,000 steps a run; every request is answered after its commit is on disk;";
}
