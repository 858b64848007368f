using Fabrik.Core.Scope;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>How much of a span others cover; what several cover counts once.</summary>
internal static class CoveredTime
{
    /// <param name="others">Ascending by start.</param>
    /// <returns>Milliseconds.</returns>
    public static double Of(SpanSample span, IReadOnlyList<SpanSample> others)
    {
        long total = 0, coveredTo = span.StartedAt.Nanoseconds;
        foreach (var other in others)
        {
            var from = Math.Max(other.StartedAt.Nanoseconds, coveredTo);
            var to = Math.Min(other.EndedAt.Nanoseconds, span.EndedAt.Nanoseconds);
            if (to <= from) continue;
            total += to - from;
            coveredTo = to;
        }

        return total / 1e6;
    }

    /// <summary>Milliseconds each request waited for databases, in the order given; null when no database span was seen at all.</summary>
    public static double[]? ByDatabase(IReadOnlyList<SpanSample> requests, IReadOnlyList<SpanSample> spans)
    {
        var byTrace = spans.Where(s => s.Database && s.Trace is not null).GroupBy(s => s.Trace!.Value)
            .ToDictionary(g => g.Key, g => (List<SpanSample>)[.. g.OrderBy(s => s.StartedAt)]);
        return byTrace.Count == 0 ? null : [.. requests.Select(r => r.Trace is { } trace && byTrace.TryGetValue(trace, out var waits) ? Of(r, waits) : 0)];
    }

    /// <summary>Each span with its duration less what its direct children cover, in milliseconds.</summary>
    public static IEnumerable<(SpanSample Span, double Self)> SelfTimes(IReadOnlyList<SpanSample> spans)
    {
        var children = spans.Where(s => s.Parent is not null).GroupBy(s => s.Parent!.Value)
            .ToDictionary(g => g.Key, g => (List<SpanSample>)[.. g.OrderBy(s => s.StartedAt)]);
        foreach (var span in spans) yield return (span, span.Milliseconds - (children.TryGetValue(span.Id, out var own) ? Of(span, own) : 0));
    }
}
