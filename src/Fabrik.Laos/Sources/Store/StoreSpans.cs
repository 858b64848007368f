using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Store;

namespace Fabrik.Laos.Sources.Store;

/// <summary>The store's spans and steps as a lint sees them.</summary>
internal sealed class StoreSpans(IFabrikStore store, ProjectScope project)
{
    /// <summary>By start, then by id.</summary>
    public async Task<List<SpanSample>> ReadAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        var spans = new List<SpanSample>();
        await foreach (var step in Steps(request, cancellation))
        {
            if (step.EndedAt is { } endedAt) spans.Add(Sample(step, endedAt));
        }

        spans.Sort((a, b) => a.StartedAt.CompareTo(b.StartedAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id));
        return spans;
    }

    public async Task<long> CountAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        // A run's own sums cost one row; only a question about a service has to walk.
        if (request.Scope is { Run: { } id, Service: null, Agent: null, Env: null })
            return await store.Runs.GetAsync(project, id, cancellation) is { } run ? run.Steps + run.Spans : 0;
        long count = 0;
        await foreach (var _ in Steps(request, cancellation)) count++;
        return count;
    }

    /// <summary>How often a step matches, and where most.</summary>
    public async Task<EvidenceAnswer> AskAsync(EvidenceRequest request, Func<Step, bool> matches, CancellationToken cancellation)
    {
        StepTags.Require(request.Tags);
        var byName = new Dictionary<string, long>(StringComparer.Ordinal);
        Step? last = null;
        long count = 0;
        await foreach (var step in Steps(request, cancellation))
        {
            if (!matches(step) || !Holds(step, request.Contains) || !StepTags.Match(step, request.Tags)) continue;
            count++;
            byName[step.Name] = byName.GetValueOrDefault(step.Name) + 1;
            if (last is null || Seen(step) > Seen(last)) last = step;
        }

        return last is null
            ? new EvidenceAnswer(false, 0, null, null, null)
            : new EvidenceAnswer(
                true,
                count,
                Seen(last),
                byName.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).First().Key,
                last.Error is { } error ? $"{error.Type}: {error.Message}" : last.Name);
    }

    public static SignalState State(string who, IReadOnlyList<SpanSample> spans, Run? run)
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

    private IAsyncEnumerable<Step> Steps(EvidenceRequest request, CancellationToken cancellation) =>
        store.Runs.ReadEvidenceAsync(project, request.Scope, request.Since, request.Until, cancellation);

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
        step.Status == StepStatus.Error ? step.Error ?? new StepError("error", "") : null,
        step.Service,
        step.Span?.HttpStatus,
        step.Span?.ForeignRunId);

    private static UnixTime Seen(Step step) => step.EndedAt ?? step.StartedAt;

    private static bool Holds(Step step, string? text) =>
        text is null
        || new[] { step.Name, step.Span?.Route, step.Tool, step.Model, step.Error?.Type, step.Error?.Message }
            .Any(candidate => candidate?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
