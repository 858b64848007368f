using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// Lists runs by walking the rows of the rarest facet asked for backwards in time; the other facets are tested by mask first,
/// then by a look-up of the very row they would have. Nothing is sorted and no table is scanned.
/// </summary>
internal static class RunList
{
    public static Page<RunRecord, RunCursor> Read(Database database, long projectKey, ProjectId project, RunQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, RunQuery.MaxLimit);

        // Statuses are alternatives: one walk each, then the newest of all.
        var found = Facet.Alternatives(query).SelectMany(facets => Walk(database, projectKey, project, facets, query, limit + 1));
        var runs = found
            .OrderByDescending(r => r.StartedAt)
            .ThenByDescending(r => r.Id)
            .Take(limit + 1)
            .ToList();
        if (runs.Count <= limit) return new Page<RunRecord, RunCursor>(runs, null);
        runs.RemoveAt(limit);
        return new Page<RunRecord, RunCursor>(runs, new RunCursor(runs[^1].StartedAt, runs[^1].Id));
    }

    /// <summary>The text of a walk that tests so many other facets.</summary>
    public static string Sql(int others, RunQuery query)
    {
        var sql = new StringBuilder("SELECT ").Append(RunRow.Columns)
            .Append(" FROM run_facets f CROSS JOIN runs r ON r.project = ? AND r.id = f.run WHERE f.facet = ?");
        if (query.After is not null) sql.Append(" AND (f.started_at, f.run) < (?, ?)");
        if (query.Since is not null) sql.Append(" AND f.started_at >= ?");
        if (query.Until is not null) sql.Append(" AND f.started_at < ?");
        if (others > 0) sql.Append(" AND f.mask & ? = ?");
        for (var i = 0; i < others; i++)
            sql.Append(" AND EXISTS (SELECT 1 FROM run_facets o WHERE o.facet = ? AND o.started_at = f.started_at AND o.run = f.run)");
        return sql.Append(" ORDER BY f.started_at DESC, f.run DESC LIMIT ?").ToString();
    }

    private static List<RunRecord> Walk(Database database, long projectKey, ProjectId project, IReadOnlyList<Facet> facets, RunQuery query, int limit)
    {
        var runs = new List<RunRecord>();
        if (Keys(database, projectKey, facets) is not { } keys) return runs;
        var mask = keys[1..].Aggregate(0L, (all, k) => all | k.Mask);
        var walk = database.Prepare(Sql(keys.Length - 1, query)).Bind(projectKey).Bind(keys[0].Key);
        if (query.After is { } after) walk.Bind(after.StartedAt.Nanoseconds).Bind(after.Run.Value);
        if (query.Since is { } since) walk.Bind(since.Nanoseconds);
        if (query.Until is { } until) walk.Bind(until.Nanoseconds);
        if (keys.Length > 1) walk.Bind(mask).Bind(mask);
        foreach (var other in keys[1..]) walk.Bind(other.Key);
        walk.Bind(limit);
        while (walk.Step()) runs.Add(RunRow.Read(walk, project));
        walk.End();
        return runs;
    }

    // Rarest first; null when there is a value that no run carries.
    private static (long Key, long Mask, long Runs)[]? Keys(Database database, long project, IReadOnlyList<Facet> facets)
    {
        var keys = new List<(long Key, long Mask, long Runs)>();
        foreach (var facet in facets)
        {
            var row = database.Prepare("SELECT key, runs FROM facets WHERE project = ? AND kind = ? AND value = ?")
                .Bind(project).Bind(WireName.Of(facet.Kind)).Bind(facet.Value);
            if (row.Step() && row.Long(1) > 0) keys.Add((row.Long(0), FacetMask.Of(facet, row.Long(0)), row.Long(1)));
            row.End();
        }

        return keys.Count == facets.Count ? [.. keys.OrderBy(k => k.Runs)] : null;
    }
}
