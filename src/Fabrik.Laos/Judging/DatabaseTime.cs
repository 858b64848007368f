using Fabrik.Core.Scope;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>How long each request waited for databases: the union of the database spans of its trace, so overlaps count once.</summary>
internal static class DatabaseTime
{
    /// <returns>Milliseconds a request, ascending; null when no database span was seen at all.</returns>
    public static double[]? Of(IReadOnlyList<SpanSample> spans, Population requests)
    {
        var byTrace = spans.Where(s => s.Database && s.Trace is not null).GroupBy(s => s.Trace!.Value)
            .ToDictionary(g => g.Key, g => g.OrderBy(s => s.StartedAt).ToList());
        return byTrace.Count == 0 ? null : [.. requests.Spans.Select(r => Union(r, byTrace)).Order()];
    }

    private static double Union(SpanSample request, Dictionary<TraceId, List<SpanSample>> byTrace)
    {
        if (request.Trace is not { } trace || !byTrace.TryGetValue(trace, out var spans)) return 0;
        long total = 0, coveredTo = request.StartedAt.Nanoseconds;
        foreach (var span in spans)
        {
            var from = Math.Max(span.StartedAt.Nanoseconds, coveredTo);
            var to = Math.Min(span.EndedAt.Nanoseconds, request.EndedAt.Nanoseconds);
            if (to <= from) continue;
            total += to - from;
            coveredTo = to;
        }

        return total / 1e6;
    }
}
