using Fabrik.Core.Runs;
using Fabrik.Core.Statistics;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The few names a person should look at first. Ties go by name, so the order never changes.</summary>
internal sealed class WorstOffenders(FailureDetailsConfig details)
{
    /// <summary>By p99 of the span's own name, slowest first; spans that only wrap others (agents, chains) are left out.</summary>
    public IReadOnlyList<WorstSpan> Spans(IReadOnlyList<SpanSample> spans) =>
    [
        .. spans.Where(s => s.Kind is not (StepKind.Agent or StepKind.Chain or StepKind.Custom)).GroupBy(s => s.Name, StringComparer.Ordinal)
            .Select(group =>
            {
                var slowest = group.MaxBy(s => s.Milliseconds)!;
                var p99 = Quantile.NearestRank([.. group.Select(s => s.Milliseconds).Order()], 0.99);
                return new WorstSpan(group.Key, p99, slowest.Milliseconds, group.LongCount(), slowest.Id, slowest.Trace);
            })
            .OrderByDescending(w => w.P99).ThenBy(w => w.Name, StringComparer.Ordinal).Take(details.TopSpans),
    ];

    /// <summary>Most frequent first. A failure counts once: where a span failed and its child too, the child is the cause.</summary>
    public IReadOnlyList<WorstError> Errors(IReadOnlyList<SpanSample> spans)
    {
        var failedParents = spans.Where(s => s.Error is not null && s.Parent is not null).Select(s => s.Parent!.Value).ToHashSet();
        return
        [
            .. spans.Where(s => s.Error is not null && !failedParents.Contains(s.Id)).GroupBy(s => Title(s.Error!), StringComparer.Ordinal)
                .Select(group =>
                {
                    var last = group.MaxBy(s => s.EndedAt)!;
                    return new WorstError(group.Key, group.LongCount(), last.EndedAt, last.Id, last.Trace);
                })
                .OrderByDescending(w => w.Count).ThenBy(w => w.Title, StringComparer.Ordinal).Take(details.TopErrors),
        ];
    }

    public IReadOnlyList<WorstRoute> Routes(Population population) =>
    [
        .. population.Spans.Where(s => s.Route is not null).GroupBy(s => s.Route!, StringComparer.Ordinal)
            .Select(group => new WorstRoute(group.Key, Quantile.NearestRank([.. group.Select(s => s.Milliseconds).Order()], 0.95), group.LongCount()))
            .OrderByDescending(w => w.P95).ThenBy(w => w.Name, StringComparer.Ordinal).Take(details.TopRoutes),
    ];

    private static string Title(StepError error) => error.Message.Length == 0 ? error.Type : $"{error.Type}: {error.Message}";
}
