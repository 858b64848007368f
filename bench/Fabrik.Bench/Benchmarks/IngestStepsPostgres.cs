using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>Durable ingest over REST into PostgreSQL.</summary>
internal sealed class IngestStepsPostgres : IBenchmark
{
    private const int WarmUp = 40;

    public string Name => "ingest-steps-postgres";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        var bodies = new StepBodies();
        await using var store = await ServedStore.PostgresAsync();
        await IngestSteps.PostAsync(store.Server, bodies, "warm", WarmUp);
        List<double> rounds = [];
        var before = store.Server.ProcessorTime();
        for (var round = 0; round < sizes.Rounds; round++)
            rounds.Add(sizes.Steps / await IngestSteps.PostAsync(store.Server, bodies, $"r{round}", sizes.Steps / StepBodies.StepsPerBody));
        return
        [
            new Measurement(Name, "steps/s", rounds)
            {
                How = IngestSteps.How(sizes.Steps) + " into PostgreSQL on the same machine (fsync on, 128 MB shared buffers).",
                Limit = Bound.AtLeast(10_000),
                Note = IngestSteps.Cost(store.Server.ProcessorTime() - before, sizes.Steps * sizes.Rounds, "step"),
            },
        ];
    }
}
