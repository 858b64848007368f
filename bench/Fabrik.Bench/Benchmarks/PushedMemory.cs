using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>The most a server holds while much more than that is pushed through it.</summary>
internal sealed class PushedMemory : IBenchmark
{
    private const int Connections = 8;

    public string Name => "pushed-memory";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        var bodies = new SpanBodies(Connections);
        var requests = (int)(sizes.PushedBytes / bodies.BodyBytes) + 1;
        List<double> rounds = [];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            await using var store = await ServedStore.SqliteAsync();
            await Sender.PostAsync(store.Server, Connections, requests, SpanBodies.ContentType, (connection, request) => bodies.Of(connection, 0, request));
            rounds.Add(store.Server.PeakResidentMegabytes());
        }

        return
        [
            new Measurement(Name, "MB", rounds)
            {
                How = $"The peak of resident memory while {sizes.PushedBytes / 1e9:F2} GB of OTLP protobuf is pushed through as fast as {Connections} connections can, "
                    + "into SQLite; a new process and store each round.",
                Limit = Bound.AtMost(400),
            },
        ];
    }
}
