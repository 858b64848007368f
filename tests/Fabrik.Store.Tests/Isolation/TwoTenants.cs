using System.Text;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>
/// A victim and an attacker in one store. Everything of the victim carries <see cref="Mark"/>, except what the two have in
/// common: a run id, a step id, a trace, a session and the projects' names.
/// </summary>
internal sealed class TwoTenants
{
    public const string Mark = "VICTIM";
    public const string Kind = "laos.lint";
    public const string Fingerprint = "shared-fingerprint";

    public static readonly RunId SharedRun = RunId.Parse("shared-run");
    public static readonly RunId VictimRun = RunId.Parse("VICTIM-run");
    public static readonly RunId AttackerRun = RunId.Parse("attacker-run");
    public static readonly RunId SecondRun = RunId.Parse("VICTIM-second-run");
    public static readonly StepId SharedStep = StepId.Parse("step-1");
    public static readonly StepId VictimStep = StepId.Parse("VICTIM-step");
    public static readonly ProjectId Project = ProjectId.Default;
    public static readonly ProjectId Second = ProjectId.Parse("second");
    public static readonly UnixTime Start = UnixTime.From(new DateTimeOffset(2026, 2, 11, 10, 15, 0, TimeSpan.Zero));

    public static VerdictId SharedVerdict { get; } = VerdictId.Of(Kind, SharedRun, "{}"u8);

    public static TraceId VictimTrace { get; } = TraceId.TryParse("0af7651916cd43dd8448eb211c80319c", out var t) ? t : default;

    public static TraceId AttackerTrace { get; } = TraceId.TryParse("22222222222222222222222222222222", out var t) ? t : default;

    public required IFabrikStore Store { get; init; }

    public required ProjectScope Victim { get; init; }

    public required ProjectScope Attacker { get; init; }

    public ProjectScope VictimSecond => Victim with { Project = Second };

    /// <summary>Both tenants, fresh in the store, with their evidence.</summary>
    public static async Task<TwoTenants> InAsync(IFabrikStore store)
    {
        var victim = await store.Control.CreateTenantAsync($"{Mark} & sons", Project, default);
        var attacker = await store.Control.CreateTenantAsync("attacker", Project, default);
        var both = new TwoTenants
        {
            Store = store,
            Victim = new ProjectScope(victim.Id, Project),
            Attacker = new ProjectScope(attacker.Id, Project),
        };
        await store.Control.CreateProjectAsync(victim.Id, Second, $"{Mark} second", default);
        await both.FillAsync(both.Victim, Mark, [VictimRun, SharedRun], [VictimStep, SharedStep], VictimTrace);
        await both.FillAsync(both.VictimSecond, Mark + "-second", [SecondRun], [SharedStep], null);
        await both.FillAsync(both.Attacker, "attacker", [AttackerRun, SharedRun], [SharedStep], AttackerTrace);
        foreach (var scope in (ProjectScope[])[both.Victim, both.VictimSecond, both.Attacker])
        {
            await store.Verdicts.SaveAsync(scope, Verdict(scope == both.Attacker ? "attacker" : scope == both.Victim ? Mark : Mark + "-second"), default);
        }

        return both;
    }

    /// <summary>Everything that can be read of a tenant's project, as text.</summary>
    public async Task<string> AllAsync(ProjectScope scope)
    {
        var text = new StringBuilder();
        var runs = await Store.Runs.ListAsync(scope, new RunQuery { Limit = RunQuery.MaxLimit }, default);
        foreach (var run in runs.Items)
        {
            text.AppendLine(Text(run));
            await foreach (var step in Store.Runs.ExportAsync(scope, run.Id, default)) text.AppendLine(Text(step));
        }

        await foreach (var step in Store.Runs.ReadEvidenceAsync(scope, new RunScope(null), null, null, default)) text.AppendLine(Text(step));
        text.AppendLine(Text(await Store.Runs.FacetsAsync(scope, default)));
        text.AppendLine(Text(await Store.Runs.HeadRevisionAsync(scope, default)));
        text.AppendLine(Text(await Store.Logs.FindAsync(scope, new LogQuery { Scope = new RunScope(null), Limit = 1000 }, default)));
        foreach (var name in await Store.Metrics.NamesAsync(scope, new RunScope(null), default))
        {
            await foreach (var point in Store.Metrics.ReadAsync(scope, new RunScope(null), name, null, null, default)) text.AppendLine(Text(point));
        }

        foreach (var verdict in (await Store.Verdicts.ListAsync(scope, new VerdictQuery { Kind = Kind }, default)).Items)
            text.AppendLine(Text(await Store.Verdicts.GetAsync(scope, verdict.Id, default)));
        return text.ToString();
    }

    /// <summary>A value with all that is inside it, payloads as text.</summary>
    public static string Text<T>(T value)
    {
        var payload = value switch
        {
            StoredStep s => Encoding.UTF8.GetString(s.Step.Payload.Span),
            StoredVerdict v => Encoding.UTF8.GetString(v.Report.Span),
            Step s => Encoding.UTF8.GetString(s.Payload.Span),
            _ => "",
        };
        return JsonSerializer.Serialize(value) + payload;
    }

    public static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    public static Step Step(string id, string mark, TraceId? trace = null) => new()
    {
        Id = StepId.Parse(id),
        Kind = StepKind.Tool,
        Name = $"{mark} step",
        Status = StepStatus.Ok,
        StartedAt = Start,
        EndedAt = Start.Add(TimeSpan.FromMilliseconds(5)),
        Service = $"{mark}-service",
        Agent = $"{mark}-agent",
        Env = $"{mark}-env",
        Model = $"{mark}-model",
        Tool = $"{mark}-tool",
        InputPreview = $"{mark} preview",
        Provenance = "rest",
        Span = trace is { } t ? new SpanFacts { Trace = t, Kind = SpanKind.Internal } : null,
        Payload = Encoding.UTF8.GetBytes($$"""{"input":"{{mark}} payload"}"""),
    };

    /// <summary>On the run that both have, under an id that both have, unless another is given.</summary>
    public static StoredVerdict Verdict(string mark, VerdictId? id = null, RunId? run = null) => new()
    {
        Id = id ?? SharedVerdict,
        Kind = Kind,
        Run = run ?? SharedRun,
        Service = $"{mark}-service",
        Agent = $"{mark}-agent",
        Env = $"{mark}-env",
        Status = VerdictStatus.Pass,
        Summary = $"{mark} summary",
        CreatedAt = Start,
        Fingerprint = Fingerprint,
        Headline = $"{mark} headline",
        Report = Encoding.UTF8.GetBytes($$"""{"summary":"{{mark}} report"}"""),
    };

    public Task<IReadOnlyList<IngestResult>> AppendAsync(ProjectScope scope, RunGroup group) =>
        Store.Ingest.AppendAsync(scope.Tenant, [new IngestBatch { Project = scope.Project, Groups = [group] }], default);

    public async Task<(string Secret, ApiKey Key)> AddKeyAsync(ProjectScope scope, string name)
    {
        var secret = $"key of {name} {Guid.NewGuid()}";
        var key = new ApiKey(Guid.NewGuid(), scope.Tenant, scope.Project, name, "fk_", Start, null, null);
        await Store.Control.AddApiKeyAsync(key, SecretHash.Of(secret), default);
        return (secret, key);
    }

    /// <summary>A key, a session and a login link for each, so that no table is empty of either.</summary>
    public async Task<(string VictimKey, string AttackerKey)> AddCredentialsAsync()
    {
        foreach (var scope in (ProjectScope[])[Victim, Attacker])
        {
            await Store.Control.AddSessionAsync(new Session(scope.Tenant, "admin", Start, UnixTime.MaxValue), SecretHash.Of($"{Guid.NewGuid()}"), default);
            await Store.Control.AddLoginLinkAsync(scope.Tenant, SecretHash.Of($"{Guid.NewGuid()}"), UnixTime.MaxValue, default);
        }

        return ((await AddKeyAsync(Victim, Mark)).Secret, (await AddKeyAsync(Attacker, "attacker")).Secret);
    }

    private Task<IReadOnlyList<IngestResult>> FillAsync(ProjectScope scope, string mark, RunId[] runs, StepId[] steps, TraceId? trace)
    {
        var groups = runs.Select(run => new RunGroup
        {
            Run = run,
            Trace = run == SharedRun ? null : trace,
            Facts = new RunFacts
            {
                Name = $"{mark} name",
                Service = $"{mark}-service",
                Agent = $"{mark}-agent",
                Env = $"{mark}-env",
                Release = $"{mark}-release",
                SessionId = "shared-session",
                Tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["owner"] = mark },
            },
            Ends =
            [
                new RootEnd(steps[0], new RunEnd(
                    mark == "attacker" ? RunStatus.Ok : RunStatus.Interrupted, Start.Add(TimeSpan.FromSeconds(1)), Declared: false, new StepError($"{mark}Error", $"{mark} message"))),
            ],
            Steps = [.. steps.Select(s => Step(s.Value, mark))],
        });
        return Store.Ingest.AppendAsync(
            scope.Tenant,
            [
                new IngestBatch
                {
                    Project = scope.Project,
                    Groups = [.. groups],
                    Logs = [new LogEntry { Time = Start, SeverityNumber = 17, Body = $"{mark} log", Service = $"{mark}-service", Run = runs[0] }],
                    Metrics =
                    [
                        new MetricEntry
                        {
                            Service = $"{mark}-service",
                            Run = runs[0],
                            Point = new MetricPoint
                            {
                                Name = $"{mark}.metric", Kind = MetricKind.Gauge, Time = Start, Value = 1, Resource = ResourceInfo.Empty, Scope = InstrumentationScope.Empty,
                            },
                        },
                    ],
                },
            ],
            default);
    }
}
