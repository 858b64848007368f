using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Store;
using Fabrik.Store.Evidence;

namespace Fabrik.Laos.Sources.Store;

/// <summary>Evidence from Fabrik's own store: spans, agent steps and log lines.</summary>
public sealed class StoreSource(IFabrikStore store, ProjectScope project)
{
    /// <param name="until">Exclusive; the moment of the question for a run that goes on.</param>
    public async Task<RunEvidence> CollectAsync(RunScope scope, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var spans = new List<SpanSample>();
        await foreach (var step in store.Runs.ReadEvidenceAsync(project, scope, since, until, cancellation))
        {
            if (step.EndedAt is { } endedAt) spans.Add(Sample(step, endedAt));
        }

        spans.Sort((a, b) => a.StartedAt.CompareTo(b.StartedAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id));
        var logs = await store.Logs.CountAsync(project, new LogQuery { Scope = scope, Since = since, Until = until }, cancellation);
        var run = scope.Run is { } id ? await store.Runs.GetAsync(project, id, cancellation) : null;
        return new RunEvidence
        {
            Scope = scope,
            Since = since,
            Until = until,
            Spans = spans,
            Logs = new LogSample(logs.Total, logs.Errors, logs.LastSeen),
            Signals = Signals(scope, spans, logs, run),
            Provenance = new Provenance("fabrik-store", store.Name, Synthetic: false),
        };
    }

    private static SpanSample Sample(Step step, UnixTime endedAt) => new(
        step.Id,
        step.ParentId,
        step.Span?.Trace,
        step.Name,
        step.Kind,
        step.Span?.Kind ?? SpanKind.Unspecified,
        step.StartedAt,
        endedAt,
        step.Span?.Route,
        step.Span?.DbSystem is not null,
        step.Status == StepStatus.Error ? step.Error ?? new StepError("error", "") : null);

    private static List<SignalState> Signals(RunScope scope, List<SpanSample> spans, LogCounts logs, Run? run)
    {
        var who = scope.Run is { } id ? $"run {id}" : scope.Service is { } service ? $"service {service}" : "this project";
        var traces = Traces(who, spans, scope.Run is not null ? run : null);
        return
        [
            traces,
            logs.Total > 0 ? SignalState.Complete(SignalKind.Logs) : SignalState.Absent(SignalKind.Logs, $"no log line of {who} in the window"),
            // Errors are read off the spans: where there are none, there is nothing to read them off.
            traces.Completeness == SignalCompleteness.Complete
                ? SignalState.Complete(SignalKind.Errors)
                : SignalState.Absent(SignalKind.Errors, $"errors are read from the traces, and {traces.Reason}"),
            SignalState.Unsupported(SignalKind.Profiles, "the embedded store keeps no profiles"),
            SignalState.Unsupported(SignalKind.Metrics, "this lint reads no metrics from the embedded store yet"),
        ];
    }

    private static SignalState Traces(string who, List<SpanSample> spans, Run? run)
    {
        if (spans.Count == 0) return SignalState.Absent(SignalKind.Traces, $"no span of {who} in the window");
        if (run is { Status: RunStatus.Running }) return SignalState.Pending(SignalKind.Traces, $"{who} has not ended");

        // A request's parent may live in the caller; any other missing parent is a span that never arrived.
        var known = spans.Select(s => s.Id).ToHashSet();
        var orphans = spans.Count(s => s.Parent is { } parent && s.SpanKind is not (SpanKind.Server or SpanKind.Consumer) && !known.Contains(parent));
        return orphans == 0
            ? SignalState.Complete(SignalKind.Traces)
            : SignalState.Partial(
                SignalKind.Traces, (double)(spans.Count - orphans) / spans.Count, $"{orphans} of {spans.Count} spans name a parent that never arrived");
    }
}
