using Fabrik.Laos.Baselines.Series;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Ranked by the change of a function's own share of the profile.</summary>
internal static class FunctionAttribution
{
    /// <returns>None where either side has no profile: everything would be new or gone.</returns>
    public static IEnumerable<FunctionDelta> Of(IReadOnlyList<RunSeries> run, IReadOnlyList<RunSeries> baseline)
    {
        var (mine, theirs) = (Shares(run), Shares(baseline));
        if (mine.Count == 0 || theirs.Count == 0) return [];
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .Select(name => new FunctionDelta(name, Known(mine, name), Known(theirs, name)))
            .Where(d => d.Delta != 0)
            .OrderByDescending(d => Math.Abs(d.Delta)).ThenBy(d => d.Name, StringComparer.Ordinal);
    }

    /// <summary>Mean over the runs with a profile.</summary>
    private static Dictionary<string, double> Shares(IReadOnlyList<RunSeries> side)
    {
        var profiles = side.Select(r => r.Evidence.Profiles.Functions).Where(f => f.Count > 0).ToList();
        return profiles.SelectMany(f => f).GroupBy(f => f.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(f => f.SelfShare) / profiles.Count, StringComparer.Ordinal);
    }

    private static double? Known(Dictionary<string, double> shares, string name) => shares.TryGetValue(name, out var share) ? share : null;
}
