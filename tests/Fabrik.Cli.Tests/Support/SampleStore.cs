using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Sqlite;
using Fabrik.Telemetry.Model;

namespace Fabrik.Cli.Tests.Support;

/// <summary>A store with known runs: a good one, a failed one and one that goes on.</summary>
internal static class SampleStore
{
    public const string Good = "good-1";
    public const string Bad = "bad-1";
    public const string Open = "open-1";

    public static readonly UnixTime Noon = UnixTime.From(new DateTimeOffset(2026, 2, 11, 12, 0, 0, TimeSpan.Zero));

    public static UnixTime At(double seconds) => UnixTime.FromNanoseconds(Noon.Nanoseconds + (long)(seconds * 1e9));

    public static async Task FillAsync(TestCli cli)
    {
        await AppendAsync(
            cli,
            Batch(Group(Good, new RunEnd(RunStatus.Ok, At(9), Declared: true), GoodSteps())),
            Batch(Group(Bad, new RunEnd(RunStatus.Failed, At(75), Declared: true, new StepError("ToolTimeout", "search did not answer")), BadSteps())),
            Batch(Group(Open, end: null, Step("o1", "ask", StepKind.Model, 1500, took: null))));
    }

    public static async Task AppendAsync(TestCli cli, params IngestBatch[] batches)
    {
        await using var store = await SqliteStore.OpenAsync(cli.Data, cli.Time, CancellationToken.None);
        var tenant = (await store.Control.TenantsAsync(CancellationToken.None)).FirstOrDefault()
            ?? await store.Control.CreateTenantAsync("default", ProjectId.Default, CancellationToken.None);
        await store.Ingest.AppendAsync(tenant.Id, batches, CancellationToken.None);
    }

    public static IngestBatch Batch(params RunGroup[] groups) => new() { Project = ProjectId.Default, Groups = groups };

    public static RunGroup Group(string run, RunEnd? end, params Step[] steps) => new()
    {
        Run = RunId.Parse(run),
        Ends = end is null ? [] : [new RootEnd(steps[0].Id, end)],
        Facts = new RunFacts { Agent = "researcher", Service = "research", Env = "test" },
        Steps = steps,
    };

    public static Step Step(string id, string name, StepKind kind, double at, double? took, StepStatus status = StepStatus.Ok, string? parent = null) => new()
    {
        Id = StepId.Parse(id),
        ParentId = parent is null ? null : StepId.Parse(parent),
        Kind = kind,
        Name = name,
        Status = took is null ? StepStatus.Running : status,
        StartedAt = At(at),
        EndedAt = took is { } t ? At(at + t) : null,
        Service = "research",
        Agent = "researcher",
        Env = "test",
        Tool = kind == StepKind.Tool ? name : null,
        Model = kind == StepKind.Model ? "small" : null,
        Usage = kind == StepKind.Model ? new TokenUsage(1200, 0, 0, 34, 0) : null,
        Error = status == StepStatus.Error ? new StepError("ToolTimeout", "search did not answer") : null,
        OutputPreview = $"what {name} said",
        Provenance = "rest",
        Payload = Encoding.UTF8.GetBytes($$"""{"input":"{{id}}"}"""),
    };

    /// <summary>A request that a server answered: what latency is judged by.</summary>
    public static Step Request(int number, double milliseconds, string run = Good) => new()
    {
        Id = StepId.Parse($"{run}-r{number}"),
        Kind = StepKind.Span,
        Name = "GET /cart",
        Status = StepStatus.Ok,
        StartedAt = At(number * 0.01),
        EndedAt = At((number * 0.01) + (milliseconds / 1000)),
        Service = "research",
        Agent = "researcher",
        Env = "test",
        Span = new SpanFacts { Trace = Trace((uint)number + 1), Kind = SpanKind.Server, Route = "/cart" },
        Provenance = "otlp:semconv@2026-11",
    };

    public static TraceId Trace(uint number) => TraceId.TryCreate(number, out var id) ? id : throw new ArgumentOutOfRangeException(nameof(number));

    private static Step[] GoodSteps() =>
    [
        Step("g1", "ask", StepKind.Model, 0, 1.25),
        Step("g2", "search", StepKind.Tool, 1.5, 0.42, parent: "g1"),
        Step("g3", "ask", StepKind.Model, 2, 7),
        .. Enumerable.Range(0, 200).Select(i => Request(i, 20 + (i % 10))),
    ];

    private static Step[] BadSteps() =>
    [
        Step("b1", "ask", StepKind.Model, 60, 2),
        Step("b2", "search", StepKind.Tool, 62, 12, StepStatus.Error, parent: "b1"),
    ];
}
