using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Ranked by the change of the time spent over a run, which for equal counts is count × self-time delta.</summary>
internal static class SpanAttribution
{
    /// <summary>Sums of the same durations in another order differ by less.</summary>
    private const double Dust = 1e-6;

    public static IEnumerable<SpanDelta> Of(IReadOnlyList<RunSeries> run, IReadOnlyList<RunSeries> baseline)
    {
        var (mine, theirs) = (Tallies(run), Tallies(baseline));
        var (requests, before) = (run.Average(r => r.Requests.Count), baseline.Average(r => r.Requests.Count));
        var load = requests > 0 && before > 0 ? requests / before : 1;
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .Select(name => Delta(name, mine.GetValueOrDefault(name), theirs.GetValueOrDefault(name), load))
            .Where(d => Math.Abs(d.TotalDelta) > Dust)
            .OrderByDescending(d => Math.Abs(d.TotalDelta)).ThenBy(d => d.Name, StringComparer.Ordinal);
    }

    private static SpanDelta Delta(string name, SpanTally? run, SpanTally? baseline, double load) => new(
        name,
        (run?.MeanSelf ?? 0) - (baseline?.MeanSelf ?? 0),
        (run?.TotalSelf ?? 0) - ((baseline?.TotalSelf ?? 0) * load),
        run?.Count ?? 0,
        baseline?.Count ?? 0,
        (run ?? baseline)!.Slowest.Trace);

    private static Dictionary<string, SpanTally> Tallies(IReadOnlyList<RunSeries> side) => side
        .SelectMany(r => CoveredTime.SelfTimes(r.Spans))
        .GroupBy(s => s.Span.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => Tally(g, side.Count), StringComparer.Ordinal);

    private static SpanTally Tally(IEnumerable<(SpanSample Span, double Self)> spans, int runs)
    {
        // In one order, so that sums come out the same to the last bit however the spans came.
        List<(SpanSample Span, double Self)> ordered = [.. spans.OrderByDescending(s => s.Self).ThenBy(s => s.Span.StartedAt).ThenBy(s => s.Span.Id)];
        return new SpanTally((double)ordered.Count / runs, ordered.Average(s => s.Self), ordered.Sum(s => s.Self) / runs, ordered[0].Span);
    }

    /// <summary>Spans of one name; count and total a run.</summary>
    private sealed record SpanTally(double Count, double MeanSelf, double TotalSelf, SpanSample Slowest);
}
