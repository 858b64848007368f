using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Evidence;
using Fabrik.Store.Verdicts;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Tests;

/// <summary>Plain instances for tests, one argument away from what the test is about.</summary>
internal static class Some
{
    public const string LintKind = "laos.lint";

    public static readonly UnixTime Noon = UnixTime.From(new DateTimeOffset(2026, 2, 11, 12, 0, 0, TimeSpan.Zero));

    public static UnixTime At(double seconds) => UnixTime.FromNanoseconds(Noon.Nanoseconds + (long)(seconds * 1e9));

    public static TraceId Trace(uint number) => TraceId.TryCreate(((UInt128)0xABCD << 64) | number, out var id) ? id : throw new ArgumentOutOfRangeException(nameof(number));

    public static Step Step(string id, StepKind kind = StepKind.Tool, double at = 0, double? took = 1) => new()
    {
        Id = StepId.Parse(id),
        Kind = kind,
        Name = $"step {id}",
        Status = StepStatus.Ok,
        StartedAt = At(at),
        EndedAt = took is { } t ? At(at + t) : null,
        Provenance = "rest",
        Payload = Json($"{{\"input\":\"{id}\"}}"),
    };

    public static Step Span(string id, TraceId trace, StepKind kind = StepKind.Tool, double at = 0) => Step(id, kind, at) with
    {
        Span = new SpanFacts { Trace = trace, Kind = SpanKind.Internal },
        Provenance = "otlp:semconv@2026-11",
    };

    /// <summary>Every field set.</summary>
    public static Step FullStep(string id) => Span(id, Trace(77), StepKind.Model) with
    {
        ParentId = StepId.Parse("parent"),
        Status = StepStatus.Error,
        Service = "svc",
        Agent = "planner",
        Env = "prod",
        Model = "gpt-4o-mini-2024-07-18",
        RequestModel = "gpt-4o-mini",
        Provider = "openai",
        Tool = "search",
        ToolCallId = "call_1",
        Usage = new TokenUsage(1, 2, 3, 4, 5),
        Cost = new StepCost(new Usd(123_456_789), "partly", "2026-11", new Usd(99)),
        Error = new StepError("TimeoutError", "it took too long"),
        InputPreview = "what is 1 + 1?",
        OutputPreview = "",
        Span = new SpanFacts
        {
            Trace = Trace(77),
            Kind = SpanKind.Client,
            Route = "/chat/{id}",
            DbSystem = "postgresql",
            HttpStatus = 504,
            ForeignRunId = "other-run",
        },
        Redactions = 7,
        Truncated = true,
    };

    public static RunGroup Group(RunId run, params Step[] steps) => new() { Run = run, Steps = steps };

    public static RunGroup Group(TraceId trace, params Step[] steps) => new() { Trace = trace, Steps = steps };

    public static IngestBatch Batch(params RunGroup[] groups) => new() { Project = ProjectId.Default, Groups = groups };

    public static LogEntry Log(string body, double at = 0, int severity = 9) => new() { Time = At(at), Body = body, SeverityNumber = severity };

    public static MetricEntry Metric(string name, double at, double? value) => new()
    {
        Point = new MetricPoint
        {
            Name = name,
            Kind = MetricKind.Gauge,
            Time = At(at),
            Value = value,
            Resource = ResourceInfo.Empty,
            Scope = InstrumentationScope.Empty,
        },
    };

    public static RootEnd End(RunStatus status, double at, StepError? error = null, string root = "root") =>
        new(Core.Scope.StepId.Parse(root), new RunEnd(status, At(at), Declared: false, error));

    /// <summary>Its id follows from run and summary.</summary>
    public static StoredVerdict Verdict(RunId? run, string summary = "1 finding fails the gate", VerdictStatus status = VerdictStatus.Fail, double at = 0)
    {
        var report = Json($$"""{"summary":"{{summary}}"}""");
        return new StoredVerdict
        {
            Id = VerdictId.Of(LintKind, run, report.Span),
            Kind = LintKind,
            Run = run,
            Status = status,
            Summary = summary,
            CreatedAt = At(at),
            Report = report,
        };
    }

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
