using Fabrik.Core.Runs;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The few names a person should look at first. Ties go by name, so the order never changes.</summary>
internal sealed class WorstOffenders(FailureDetailsConfig details)
{
    /// <summary>By p99 of the span's own name, slowest first; spans that only wrap others (agents, chains) are left out.</summary>
    public IReadOnlyList<WorstSpan> Spans(IReadOnlyList<SpanSample> spans) =>
    [
        .. SpanGroup.By(spans, s => s.Kind is StepKind.Agent or StepKind.Chain or StepKind.Custom ? null : s.Name)
            .Select(g => (g.Key, P99: g.Value.Durations.Quantile(0.99), Group: g.Value))
            .OrderByDescending(g => g.P99).ThenBy(g => g.Key, StringComparer.Ordinal).Take(details.TopSpans)
            .Select(g => new WorstSpan(g.Key, g.P99, g.Group.Durations.Max, g.Group.Durations.Count, g.Group.TotalMs, g.Group.Slowest!.Id, g.Group.Slowest.Trace)),
    ];

    /// <summary>Most frequent first: an error tracker's groups where there are any, else failed spans.</summary>
    public IReadOnlyList<WorstError> Errors(RunEvidence evidence, IReadOnlyList<SpanSample> spans)
    {
        var found = evidence.Errors is { Count: > 0 } groups
            ? groups.Select(g => new WorstError(g.Title, g.Count, g.LastSeen, g.Culprit, g.Trace, null, g.Link))
            : OfSpans(spans);
        return
        [
            .. found.OrderByDescending(w => w.Count).ThenBy(w => w.Title, StringComparer.Ordinal).ThenBy(w => w.Culprit, StringComparer.Ordinal)
                .ThenByDescending(w => w.LastSeen).Take(details.TopErrors),
        ];
    }

    public IReadOnlyList<WorstRoute> Routes(Population population) =>
    [
        .. SpanGroup.By(population.Spans, s => s.Route)
            .Select(g => (g.Key, P95: g.Value.Durations.Quantile(0.95), Group: g.Value))
            .OrderByDescending(g => g.P95).ThenBy(g => g.Key, StringComparer.Ordinal).Take(details.TopRoutes)
            .Select(g => new WorstRoute(g.Key, g.P95, g.Group.Durations.Count, g.Group.Errors, g.Group.Slowest!.Trace)),
    ];

    /// <summary>By their own cost; as many as spans.</summary>
    public IReadOnlyList<FunctionCost> Functions(ProfileSample profiles) =>
        [.. profiles.Functions.Where(f => double.IsFinite(f.SelfShare) && double.IsFinite(f.Self)).OrderByDescending(f => f.SelfShare).ThenBy(f => f.Name, StringComparer.Ordinal).Take(details.TopSpans)];

    /// <summary>A failure counts once: where a span failed and its child too, the child is the cause.</summary>
    private static IEnumerable<WorstError> OfSpans(IReadOnlyList<SpanSample> spans)
    {
        var failedParents = spans.Where(s => s.Error is not null && s.Parent is not null).Select(s => s.Parent!.Value).ToHashSet();
        return spans.Where(s => s.Error is not null && !failedParents.Contains(s.Id)).GroupBy(s => Title(s.Error!), StringComparer.Ordinal).Select(group =>
        {
            var last = group.MaxBy(s => (s.EndedAt, s.Id))!;
            return new WorstError(group.Key, group.LongCount(), last.EndedAt, null, last.Trace, last.Id, null);
        });
    }

    private static string Title(StepError error) => error.Message.Length == 0 ? error.Type : $"{error.Type}: {error.Message}";
}
