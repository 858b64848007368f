using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>The runs of one project that a write transaction touches: each is read once and written once, by <see cref="Flush"/>.</summary>
internal sealed class RunTable
{
    private readonly Database _database;
    private readonly ProjectId _project;
    private readonly FacetIndex _facets;
    private readonly Dictionary<RunId, RunEntry> _entries = [];
    private readonly Dictionary<SessionKey, HashSet<RunEntry>> _paused = [];

    public RunTable(Database database, ProjectId project)
    {
        _database = database;
        _project = project;
        ProjectKey = KeyOf(database, project);
        _facets = new FacetIndex(database, ProjectKey);
    }

    public long ProjectKey { get; }

    public RunEntry? Find(RunId id)
    {
        if (_entries.TryGetValue(id, out var entry)) return entry;
        var row = _database.Prepare($"SELECT {RunRow.Columns}, r.key FROM runs r WHERE r.project = ? AND r.id = ?")
            .Bind(ProjectKey).Bind(id.Value);
        if (!row.Step()) return null;
        entry = new RunEntry(row.Long(38), RunRow.Read(row, _project));
        row.End();
        _entries.Add(id, entry);
        return entry;
    }

    public RunEntry FindOrAdd(RunId id)
    {
        if (Find(id) is { } known) return known;
        var record = new RunRecord { Project = _project, Id = id };
        RunRow.Bind(_database.Prepare(RunRow.Insert), record).Bind(ProjectKey).Bind(id.Value).Run();
        var entry = new RunEntry(_database.LastInsertedKey, record);
        _entries.Add(id, entry);
        return entry;
    }

    /// <summary>Nothing may refer to the run any more.</summary>
    public void Remove(RunEntry entry)
    {
        _facets.Replace(entry.Record.Id.Value, entry.IndexedFacets, entry.IndexedStart, new HashSet<Facet>(), entry.IndexedStart);
        _database.Prepare("DELETE FROM runs WHERE key = ?").Bind(entry.Key).Run();
        _entries.Remove(entry.Record.Id);
    }

    /// <summary>Makes a run known that was interrupted since it was read.</summary>
    public void Paused(SessionKey session, RunEntry entry)
    {
        if (!_paused.TryGetValue(session, out var entries)) _paused.Add(session, entries = []);
        entries.Add(entry);
    }

    /// <summary>The interrupted run of a session that ended last; what changed in this transaction counts as it is now.</summary>
    public RunId? Interrupted(SessionKey session)
    {
        var last = _paused.GetValueOrDefault(session, []).Select(e => e.Record).Where(r => r.Paused == session).MaxBy(r => r.End!.EndedAt);
        var (found, endedAt) = (last?.Id, last?.End!.EndedAt.Nanoseconds);
        var rows = _database.Prepare(
            "SELECT id, ended_at FROM runs WHERE status = 'interrupted' AND project = ? AND session = ? AND service IS ? ORDER BY ended_at DESC")
            .Bind(ProjectKey).Bind(session.Session).Bind(session.Service);
        while (rows.Step())
        {
            var id = RunId.Parse(rows.Text(0));
            if (_entries.TryGetValue(id, out var entry) && entry.Record.Paused != session) continue;
            if (endedAt is null || rows.Long(1) > endedAt) found = id;
            break;
        }

        rows.End();
        return found;
    }

    /// <summary>Writes what changed, each run under a revision of its own.</summary>
    public void Flush()
    {
        foreach (var entry in _entries.Values)
        {
            if (!entry.Changed) continue;
            entry.Record.Revision = NextRevision();
            RunRow.Bind(_database.Prepare(RunRow.Update), entry.Record).Bind(entry.Key).Run();
            var facets = Facet.Of(entry.Record);
            _facets.Replace(entry.Record.Id.Value, entry.IndexedFacets, entry.IndexedStart, facets, entry.Record.StartedAt);
            (entry.IndexedFacets, entry.IndexedStart, entry.Changed) = (facets, entry.Record.StartedAt, false);
        }

        _facets.Flush();
    }

    private long NextRevision()
    {
        var row = _database.Prepare("UPDATE tenant_state SET revision = revision + 1 WHERE one = 1 RETURNING revision");
        row.Step();
        var revision = row.Long(0);
        row.End();
        return revision;
    }

    private static long KeyOf(Database database, ProjectId project)
    {
        if (database.Keys.Projects.TryGetValue(project, out var key)) return key;
        if (ProjectRow.Find(database, project) is { } found)
        {
            key = found;
        }
        else
        {
            database.Prepare("INSERT INTO projects (id) VALUES (?)").Bind(project.Value).Run();
            key = database.LastInsertedKey;
        }

        database.Keys.Projects.Add(project, key);
        return key;
    }
}
