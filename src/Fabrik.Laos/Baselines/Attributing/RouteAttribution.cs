using Fabrik.Core.Statistics;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Ranked by count × change of the p95.</summary>
internal static class RouteAttribution
{
    public static IEnumerable<RouteDelta> Of(IReadOnlyList<RunSeries> run, IReadOnlyList<RunSeries> baseline)
    {
        var (mine, theirs) = (Routes(run), Routes(baseline));
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .Select(name =>
            {
                var (now, before) = (mine.GetValueOrDefault(name), theirs.GetValueOrDefault(name));
                return new RouteDelta(
                    name, P95(now), P95(before), (double)(now?.Count ?? 0) / run.Count, (double)(before?.Count ?? 0) / baseline.Count, (now ?? before)![0].Trace);
            })
            .Where(d => d.Delta != 0)
            .OrderByDescending(d => Math.Max(d.CountRun, d.CountBaseline) * Math.Abs(d.Delta)).ThenBy(d => d.Name, StringComparer.Ordinal);
    }

    /// <summary>Slowest first.</summary>
    private static Dictionary<string, List<SpanSample>> Routes(IReadOnlyList<RunSeries> side) => side
        .SelectMany(r => r.Requests)
        .Where(s => s.Route is not null)
        .GroupBy(s => s.Route!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (List<SpanSample>)[.. g.OrderByDescending(s => s.Milliseconds).ThenBy(s => s.StartedAt).ThenBy(s => s.Id)], StringComparer.Ordinal);

    private static double? P95(List<SpanSample>? spans) => spans is null ? null : Quantile.NearestRank([.. spans.Select(s => s.Milliseconds).Order()], 0.95);
}
