using Fabrik.Core.Runs;
using Fabrik.Core.Statistics;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Ranked by the change of the count; groups whose share of the requests may be what it was are left out.</summary>
internal static class ErrorAttribution
{
    private const double Confidence = 0.95;

    public static IEnumerable<ErrorDelta> Of(IReadOnlyList<RunSeries> run, IReadOnlyList<RunSeries> baseline)
    {
        var (mine, theirs) = (Groups(run), Groups(baseline));
        long requests = run.Sum(r => (long)r.Requests.Count), before = baseline.Sum(r => (long)r.Requests.Count);
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .Select(title =>
            {
                var (now, then) = (mine.GetValueOrDefault(title), theirs.GetValueOrDefault(title));
                var (count, earlier) = (now?.Count ?? 0, then?.Count ?? 0);
                return Change(count, requests, earlier, before) is { } change
                    ? new ErrorDelta(title, change, (double)count / run.Count, (double)earlier / baseline.Count, (now ?? then)!.Trace)
                    : null;
            })
            .OfType<ErrorDelta>()
            .OrderByDescending(d => Math.Abs(d.CountRun - d.CountBaseline)).ThenBy(d => d.Title, StringComparer.Ordinal);
    }

    private static ErrorChange? Change(long count, long requests, long earlier, long before)
    {
        if (earlier == 0) return ErrorChange.New;
        if (count == 0) return ErrorChange.Gone;
        var now = Proportion.Wilson(count, Math.Max(count, requests), Confidence);
        var then = Proportion.Wilson(earlier, Math.Max(earlier, before), Confidence);
        return now.Low > then.High ? ErrorChange.More : now.High < then.Low ? ErrorChange.Fewer : null;
    }

    private static Dictionary<string, ErrorGroup> Groups(IReadOnlyList<RunSeries> side) => side
        .SelectMany(r => r.Evidence.Errors ?? OfSpans(r.Spans))
        .GroupBy(e => e.Title, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.LastSeen).ThenBy(e => e.Trace?.Value).First() with { Count = g.Sum(e => e.Count) }, StringComparer.Ordinal);

    /// <summary>A failure counts once: where a span failed and its child too, the child is the cause.</summary>
    private static IEnumerable<ErrorGroup> OfSpans(IReadOnlyList<SpanSample> spans)
    {
        var failedParents = spans.Where(s => s.Error is not null && s.Parent is not null).Select(s => s.Parent!.Value).ToHashSet();
        return spans.Where(s => s.Error is not null && !failedParents.Contains(s.Id)).Select(s => new ErrorGroup(Title(s.Error!), 1, s.EndedAt, s.Route, s.Trace));
    }

    private static string Title(StepError error) => error.Message.Length == 0 ? error.Type : $"{error.Type}: {error.Message}";
}
