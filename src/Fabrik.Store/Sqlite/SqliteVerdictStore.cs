using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteVerdictStore(TenantFiles tenants) : IVerdictStore
{
    private const string WithReport = $"SELECT {VerdictRow.Columns}, p.body FROM verdicts v LEFT JOIN verdict_reports p ON p.verdict = v.key";

    public Task<SaveOutcome> SaveAsync(ProjectScope scope, StoredVerdict verdict, CancellationToken cancellation)
    {
        var prepared = PreparedVerdict.Of(verdict);
        return tenants.WriteAsync(scope.Tenant, database =>
        {
            var runs = new RunTable(database, scope.Project);
            if (Compare(database, runs.ProjectKey, prepared) is { } known) return known;
            VerdictRow.Insert(database, runs.ProjectKey, prepared);
            if (verdict.Run is { } id && runs.Find(id) is { Record.Listed: true } run)
            {
                run.Changed = true;
                runs.Flush();
            }

            return SaveOutcome.Saved;
        }, cancellation);
    }

    public Task<StoredVerdict?> GetAsync(ProjectScope scope, VerdictId verdict, CancellationToken cancellation) =>
        ReadAsync<StoredVerdict?>(scope, null, (database, project) => VerdictRow.ReadAll(
            database.Prepare($"{WithReport} WHERE v.project = ? AND v.id = ?").Bind(project).Bind(verdict), report: true).FirstOrDefault(), cancellation);

    public Task<IReadOnlyDictionary<RunId, StoredVerdict>> LatestAsync(
        ProjectScope scope, string kind, IReadOnlyCollection<RunId> runs, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyDictionary<RunId, StoredVerdict>>(scope, new Dictionary<RunId, StoredVerdict>(), (database, project) =>
        {
            // One statement, run once for each: a look-up costs no more than a row of a join would.
            var latest = new Dictionary<RunId, StoredVerdict>(runs.Count);
            var newest = database.Prepare(
                $"SELECT {VerdictRow.Columns} FROM verdicts v WHERE v.project = ? AND v.kind = ? AND v.run = ? ORDER BY v.created_at DESC, v.id DESC LIMIT 1");
            foreach (var run in runs)
            {
                newest.Begin().Bind(project).Bind(StoredText.Key(kind)).Bind(run.Value);
                if (VerdictRow.ReadAll(newest) is [var verdict]) latest[run] = verdict;
            }

            return latest;
        }, cancellation);

    public Task<Page<StoredVerdict, VerdictCursor>> ListAsync(ProjectScope scope, VerdictQuery query, CancellationToken cancellation) =>
        ReadAsync(
            scope, new Page<StoredVerdict, VerdictCursor>([], null), (database, project) => VerdictList.Read(database, project, query), cancellation);

    public Task<IReadOnlyList<StoredVerdict>> AcceptedAsync(
        ProjectScope scope, string kind, string fingerprint, int last, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<StoredVerdict>>(scope, [], (database, project) => VerdictRow.ReadAll(
            database.Prepare(
                $"""
                {WithReport} WHERE v.project = ? AND v.kind = ? AND v.fingerprint = ? AND v.status = 'pass' AND v.run IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM verdicts n
                  WHERE n.project = v.project AND n.kind = v.kind AND n.run = v.run AND (n.created_at, n.id) > (v.created_at, v.id))
                ORDER BY v.created_at DESC, v.id DESC LIMIT ?
                """)
                .Bind(project).Bind(StoredText.Key(kind)).Bind(StoredText.Key(fingerprint)).Bind(Math.Clamp(last, 1, VerdictQuery.MaxLimit)),
            report: true), cancellation);

    // Null when there is no verdict of that id yet.
    private static SaveOutcome? Compare(Database database, long project, PreparedVerdict prepared)
    {
        var row = database.Prepare("SELECT digest FROM verdicts WHERE project = ? AND id = ?").Bind(project).Bind(prepared.Verdict.Id);
        SaveOutcome? known = !row.Step() ? null : row.Blob(0).SequenceEqual(prepared.Digest) ? SaveOutcome.Same : SaveOutcome.Conflict;
        row.End();
        return known;
    }

    private Task<T> ReadAsync<T>(ProjectScope scope, T none, Func<Database, long, T> read, CancellationToken cancellation) =>
        tenants.ReadAsync(
            scope.Tenant, database => ProjectRow.Find(database, scope.Project) is { } project ? read(database, project) : none, cancellation);
}
