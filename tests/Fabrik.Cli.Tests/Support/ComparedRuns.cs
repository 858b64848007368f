using Fabrik.Core.Randomness;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Cli.Tests.Support;

/// <summary>Ten baseline runs, one like them and one that is slower and fails more.</summary>
internal static class ComparedRuns
{
    public static string[] Baselines { get; } = [.. Enumerable.Range(1, 10).Select(i => $"base-{i}")];

    public static Task FillAsync(TestCli cli) => SampleStore.AppendAsync(
        cli,
        SampleStore.Batch([.. Baselines.Append("like-1").Select(run => Group(run, query: 20)), Group("slow-1", query: 45, failing: 40)]));

    /// <summary>400 requests, each with a query that takes about as long as said.</summary>
    private static RunGroup Group(string run, double query, int failing = 0)
    {
        var random = CounterRandom.From(1, run);
        var level = 1 + (0.01 * random.NextNormal());
        return SampleStore.Group(
            run,
            new RunEnd(RunStatus.Ok, SampleStore.At(60), Declared: true),
            [
                .. Enumerable.Range(0, 400).SelectMany(i =>
                {
                    var waits = query * level * Math.Exp(0.2 * random.NextNormal());
                    var request = SampleStore.Request(i, 30 + waits, run);
                    return (Step[])
                    [
                        i < failing ? request with { Status = StepStatus.Error, Error = new StepError("DbTimeout", "users did not answer") } : request,
                        request with
                        {
                            Id = StepId.Parse($"{run}-q{i}"), ParentId = request.Id, Name = "SELECT users", StartedAt = SampleStore.At((i * 0.01) + 0.01),
                            EndedAt = SampleStore.At((i * 0.01) + 0.01 + (waits / 1000)), Span = request.Span! with { Kind = SpanKind.Client, Route = null, DbSystem = "postgresql" },
                        },
                    ];
                }),
            ]);
    }
}
