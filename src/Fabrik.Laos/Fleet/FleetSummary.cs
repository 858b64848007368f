using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Fleet;

/// <summary>All judged runs of a time window: which agents need attention?</summary>
/// <param name="Runs">Worst first: failed, broken, inconclusive, passed; in each the furthest over its limit, then the newest.</param>
/// <param name="Agents">Those with most failures first.</param>
/// <param name="Total">Over all agents.</param>
public sealed record FleetSummary(UnixTime Since, UnixTime Until, IReadOnlyList<FleetRun> Runs, IReadOnlyList<FleetCounts> Agents, FleetCounts Total)
{
    /// <param name="runs">In any order.</param>
    /// <param name="since">Inclusive, by a run's start.</param>
    /// <param name="until">Exclusive.</param>
    public static FleetSummary Of(IEnumerable<FleetRun> runs, UnixTime since, UnixTime until)
    {
        List<FleetRun> inside =
        [
            .. runs.Where(r => r.StartedAt >= since && r.StartedAt < until)
                .OrderBy(r => Rank(r.Verdict)).ThenByDescending(r => r.Worst?.Excess ?? 0).ThenByDescending(r => r.StartedAt).ThenBy(r => r.Run),
        ];
        return new FleetSummary(
            since,
            until,
            inside,
            [
                .. inside.GroupBy(r => r.Agent, StringComparer.Ordinal).Select(g => Count(g.Key, g))
                    .OrderByDescending(c => c.Fail).ThenByDescending(c => c.Error).ThenByDescending(c => c.Inconclusive).ThenBy(c => c.Agent, StringComparer.Ordinal),
            ],
            Count(null, inside));
    }

    private static FleetCounts Count(string? agent, IEnumerable<FleetRun> runs)
    {
        var by = runs.CountBy(r => r.Verdict).ToDictionary();
        return new FleetCounts(
            agent,
            by.GetValueOrDefault(VerdictStatus.Pass),
            by.GetValueOrDefault(VerdictStatus.Fail),
            by.GetValueOrDefault(VerdictStatus.Inconclusive),
            by.GetValueOrDefault(VerdictStatus.Error));
    }

    private static int Rank(VerdictStatus verdict) => verdict switch
    {
        VerdictStatus.Fail => 0,
        VerdictStatus.Error => 1,
        VerdictStatus.Inconclusive => 2,
        _ => 3,
    };
}
