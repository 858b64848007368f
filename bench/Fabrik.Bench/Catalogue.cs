using Fabrik.Bench.Benchmarks;
using Fabrik.Bench.Results;
using Fabrik.Bench.Seeding;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench;

/// <summary>Every benchmark, in the order of the table. New ones are added here.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new IngestSteps(),
        new IngestStepsPostgres(),
        new IngestSpans("sqlite", Bound.AtLeast(20_000), ServedStore.SqliteAsync),
        new IngestSpans("postgres", Bound.AtLeast(10_000), ServedStore.PostgresAsync),
        new RunList("sqlite", SeededServer.SqliteAsync),
        new RunList("postgres", SeededServer.PostgresAsync),
        new RunListUnderIngest(),
        new RunPage("sqlite", ServedStore.SqliteAsync),
        new RunPage("postgres", ServedStore.PostgresAsync),
        new IdleMemory(),
        new PushedMemory(),
        new StartUp(),
    ];
}
