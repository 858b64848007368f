using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Store;
using Fabrik.Store.Evidence;

namespace Fabrik.Laos.Sources.Store;

/// <summary>Evidence from Fabrik's own store: spans, agent steps, log lines and metrics. What it acknowledged can be read at once.</summary>
public sealed class StoreSource(IFabrikStore store, ProjectScope project) : IEvidenceSource
{
    public const string SourceName = "fabrik-store";

    private readonly StoreSpans _spans = new(store, project);
    private readonly StoreCpu _cpu = new(store, project);

    public string Name => SourceName;

    public IReadOnlyList<SignalKind> Signals => [SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Metrics];

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        await store.CheckAsync(cancellation);
        return new SourceProbe(store.Name, TimeSpan.Zero, TimeSpan.Zero, new Dictionary<string, string>());
    }

    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation) => signal switch
    {
        SignalKind.Logs => (await store.Logs.CountAsync(project, Lines(request), cancellation)).Total,
        SignalKind.Metrics => (await store.Metrics.NamesAsync(project, request.Scope, cancellation)).Count,
        _ => await _spans.CountAsync(request, cancellation),
    };

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var collected = new CollectedEvidence { Source = new SourceVersion(Name, store.Name), States = [] };
        var run = request is { Ended: false, Scope.Run: { } id } ? await store.Runs.GetAsync(project, id, cancellation) : null;
        var spans = signals.Contains(SignalKind.Traces) || signals.Contains(SignalKind.Errors) ? await _spans.ReadAsync(request, cancellation) : [];
        List<SignalState> states = [];
        foreach (var signal in signals)
        {
            switch (signal)
            {
                case SignalKind.Traces:
                    collected = collected with { Spans = spans };
                    states.Add(StoreSpans.State(Who(request.Scope), spans, run));
                    break;
                case SignalKind.Errors:
                    // Errors are read off the spans: where there are none, there is nothing to read them off.
                    var traces = StoreSpans.State(Who(request.Scope), spans, run);
                    states.Add(traces.Completeness == SignalCompleteness.Complete
                        ? SignalState.Complete(SignalKind.Errors)
                        : SignalState.Absent(SignalKind.Errors, $"errors are read from the traces, and {traces.Reason}"));
                    break;
                case SignalKind.Logs:
                    var lines = await store.Logs.CountAsync(project, Lines(request), cancellation);
                    collected = collected with { Logs = new LogSample(lines.Total, lines.Errors, lines.LastSeen) };
                    states.Add(lines.Total > 0 ? SignalState.Complete(signal) : SignalState.Absent(signal, $"no log line of {Who(request.Scope)} in the window"));
                    break;
                case SignalKind.Metrics:
                    var metrics = await _cpu.ReadAsync(request, cancellation);
                    collected = collected with { Metrics = metrics };
                    states.Add(metrics is not null ? SignalState.Complete(signal) : SignalState.Absent(signal, $"no CPU metric of {Who(request.Scope)}: {StoreCpu.Wanted}"));
                    break;
                default:
                    states.Add(SignalState.Unsupported(signal, "the embedded store keeps none"));
                    break;
            }
        }

        return collected with { States = states };
    }

    public Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation) => signal switch
    {
        SignalKind.Logs => LogsAsync(request, cancellation),
        SignalKind.Errors => _spans.AskAsync(request, s => s.Status == StepStatus.Error, cancellation),
        SignalKind.Traces => _spans.AskAsync(request, _ => true, cancellation),
        _ => Task.FromResult(new EvidenceAnswer(false, 0, null, null, null)),
    };

    private async Task<EvidenceAnswer> LogsAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        if (request.Tags.Count > 0) throw new SourceUnreachableException(Name, $"{Name}: log lines can't be asked for by tag", "ask by text (--contains), run and service");
        var query = Lines(request);
        var counts = await store.Logs.CountAsync(project, query, cancellation);
        var newest = counts.Total > 0 ? await store.Logs.FindAsync(project, query, cancellation) : [];
        return new EvidenceAnswer(counts.Total > 0, counts.Total, counts.LastSeen, null, newest.FirstOrDefault()?.Body);
    }

    private static LogQuery Lines(EvidenceRequest request) =>
        new() { Scope = request.Scope, Since = request.Since, Until = request.Until, Contains = request.Contains, Limit = 1 };

    private static string Who(RunScope scope) =>
        scope.Run is { } id ? $"run {id}" : scope.Service is { } service ? $"service {service}" : "this project";
}
