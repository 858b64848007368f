using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>Durable ingest of OTLP spans as protobuf over HTTP.</summary>
internal sealed class IngestSpans(string store, Bound limit, Func<Task<ServedStore>> open) : IBenchmark
{
    private const int Connections = 6;
    private const int WarmUp = 40;

    public string Name => $"ingest-otlp-{store}";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        var bodies = new SpanBodies(Connections);
        await using var target = await open();
        await PostAsync(target.Server, bodies, -1, WarmUp);
        List<double> rounds = [];
        var before = target.Server.ProcessorTime();
        for (var round = 0; round < sizes.Rounds; round++)
            rounds.Add(sizes.Spans / await PostAsync(target.Server, bodies, round, sizes.Spans / SpanBodies.SpansPerBody));
        return
        [
            new Measurement(Name, "spans/s", rounds)
            {
                How = $"{sizes.Spans:#,0} GenAI spans a round as OTLP protobuf over HTTP, {SpanBodies.SpansPerBody} a request "
                    + $"({bodies.BodyBytes / SpanBodies.SpansPerBody:F0} bytes each), {Connections} connections from another process, 16 traces a request and "
                    + $"each its own run; every request is answered after its commit is on disk, in {store}.",
                Limit = limit,
                Note = IngestSteps.Cost(target.Server.ProcessorTime() - before, sizes.Spans * sizes.Rounds, "span"),
            },
        ];
    }

    private static Task<double> PostAsync(FabrikProcess server, SpanBodies bodies, int round, int requests) =>
        Sender.PostAsync(server, Connections, requests, SpanBodies.ContentType, (connection, request) => bodies.Of(connection, round, request));
}
