using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>Keeps the rows that runs are found by, and the count of each value, in step with the runs. Part of one write transaction.</summary>
internal sealed class FacetIndex(Database database, long project)
{
    private readonly Dictionary<long, long> _counts = [];

    /// <summary>Brings the rows of one run from what they were to what they should be.</summary>
    public void Replace(string run, IReadOnlySet<Facet> before, UnixTime startedBefore, IReadOnlySet<Facet> after, UnixTime startedAfter)
    {
        var (old, target) = (Keyed(before), Keyed(after));
        var rewrite = startedBefore != startedAfter || old.Mask != target.Mask;
        foreach (var key in old.Keys)
        {
            var stays = target.Keys.Contains(key);
            if (!stays) Count(key, -1);
            if (!stays || rewrite)
                database.Prepare("DELETE FROM run_facets WHERE facet = ? AND started_at = ? AND run = ?")
                    .Bind(key).Bind(startedBefore.Nanoseconds).Bind(run).Run();
        }

        foreach (var key in target.Keys)
        {
            var isNew = !old.Keys.Contains(key);
            if (isNew) Count(key, 1);
            if (isNew || rewrite)
                database.Prepare("INSERT INTO run_facets (facet, started_at, run, mask) VALUES (?, ?, ?, ?)")
                    .Bind(key).Bind(startedAfter.Nanoseconds).Bind(run).Bind(target.Mask).Run();
        }
    }

    /// <summary>Writes the counts; call it once, at the end.</summary>
    public void Flush()
    {
        foreach (var (key, change) in _counts)
        {
            if (change != 0) database.Prepare("UPDATE facets SET runs = runs + ? WHERE key = ?").Bind(change).Bind(key).Run();
        }

        _counts.Clear();
        database.Keys.Trim();
    }

    private void Count(long key, long change) => _counts[key] = _counts.GetValueOrDefault(key) + change;

    private (HashSet<long> Keys, long Mask) Keyed(IReadOnlySet<Facet> facets)
    {
        var keys = new HashSet<long>();
        var mask = 0L;
        foreach (var facet in facets)
        {
            var key = Key(facet);
            keys.Add(key);
            mask |= FacetMask.Of(facet, key);
        }

        return (keys, mask);
    }

    private long Key(Facet facet)
    {
        if (database.Keys.Facets.TryGetValue((project, facet), out var key)) return key;
        var kind = WireName.Of(facet.Kind);
        var found = database.Prepare("SELECT key FROM facets WHERE project = ? AND kind = ? AND value = ?")
            .Bind(project).Bind(kind).Bind(facet.Value);
        if (found.Step())
        {
            key = found.Long(0);
            found.End();
        }
        else
        {
            database.Prepare("INSERT INTO facets (project, kind, value, runs) VALUES (?, ?, ?, 0)")
                .Bind(project).Bind(kind).Bind(facet.Value).Run();
            key = database.LastInsertedKey;
        }

        database.Keys.Facets.Add((project, facet), key);
        return key;
    }
}
