using System.Runtime.CompilerServices;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteRunStore(TenantFiles tenants, TimeProvider time) : IRunStore
{
    private const int MaxFacets = 100;

    // Streams read so many rows at a time and let go of the reader between, however slow their consumer is.
    private const int ExportPage = 200;
    private const int EvidencePage = 2000;

    private const string FromRun = "FROM runs r JOIN steps s ON s.run = r.key WHERE r.project = ? AND r.id = ? AND r.listed = 1";

    public Task<DeclareResult> DeclareAsync(ProjectScope scope, RunDeclaration declaration, CancellationToken cancellation)
    {
        var stored = declaration with { Facts = StoredForm.Of(declaration.Facts) };
        return tenants.WriteAsync(scope.Tenant, database =>
        {
            var runs = new RunTable(database, scope.Project);
            var entry = runs.FindOrAdd(declaration.Run);
            var outcome = entry.Record.Declare(stored, UnixTime.Now(time));
            entry.Changed = outcome == DeclareOutcome.Created;
            runs.Flush();
            return new DeclareResult(outcome, entry.Record.ToRun());
        }, cancellation);
    }

    public Task<FinishResult?> FinishAsync(ProjectScope scope, RunId run, RunEnd end, CancellationToken cancellation) =>
        tenants.WriteAsync<FinishResult?>(scope.Tenant, database =>
        {
            var runs = new RunTable(database, scope.Project);
            if (runs.Find(run) is not { Record.Listed: true } entry) return null;
            var outcome = entry.Record.Finish(end);
            entry.Changed = outcome == FinishOutcome.Finished;
            runs.Flush();
            return new FinishResult(outcome, entry.Record.ToRun());
        }, cancellation);

    public Task<Page<Run, RunCursor>> ListAsync(ProjectScope scope, RunQuery query, CancellationToken cancellation) =>
        ReadAsync(scope, new Page<Run, RunCursor>([], null), (database, project) =>
        {
            var page = RunList.Read(database, project, scope.Project, query);
            return new Page<Run, RunCursor>([.. page.Items.Select(r => r.ToRun())], page.Next);
        }, cancellation);

    public Task<Run?> GetAsync(ProjectScope scope, RunId run, CancellationToken cancellation) =>
        ReadAsync<Run?>(scope, null, (database, project) =>
            ReadRuns(
                database.Prepare($"SELECT {RunRow.Columns} FROM runs r WHERE r.project = ? AND r.id = ? AND r.listed = 1")
                    .Bind(project).Bind(run.Value),
                scope)
                .FirstOrDefault(),
            cancellation);

    public Task<Page<StoredStep, long>> StepsAsync(ProjectScope scope, RunId run, StepQuery query, CancellationToken cancellation) =>
        ReadAsync(scope, new Page<StoredStep, long>([], null), (database, project) =>
        {
            var limit = Math.Clamp(query.Limit, 1, StepQuery.MaxLimit);
            var kinds = query.IncludeSpans ? "" : " AND s.kind <> 'span'";
            var rows = database.Prepare($"SELECT {StepRow.Columns} {FromRun} AND s.sequence > ?{kinds} ORDER BY s.sequence LIMIT ?")
                .Bind(project).Bind(run.Value).Bind(query.After).Bind(limit + 1);
            var steps = ReadSteps(rows, payload: false);
            if (steps.Count <= limit) return new Page<StoredStep, long>(steps, null);
            steps.RemoveAt(limit);
            return new Page<StoredStep, long>(steps, steps[^1].Sequence);
        }, cancellation);

    public Task<StoredStep?> StepAsync(ProjectScope scope, RunId run, StepId step, CancellationToken cancellation) =>
        ReadAsync<StoredStep?>(scope, null, (database, project) =>
            ReadSteps(database.Prepare(
                $"SELECT {StepRow.Columns}, p.body FROM runs r JOIN steps s ON s.run = r.key LEFT JOIN payloads p ON p.step = s.key "
                + "WHERE r.project = ? AND r.id = ? AND r.listed = 1 AND s.id = ?")
                    .Bind(project).Bind(run.Value).Bind(step.Value), payload: true)
                .FirstOrDefault(),
            cancellation);

    public async IAsyncEnumerable<StoredStep> ExportAsync(ProjectScope scope, RunId run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = 0L;
        while (true)
        {
            var after = last;
            var page = await ReadAsync<List<StoredStep>>(scope, [], (database, project) => ReadSteps(database.Prepare(
                $"SELECT {StepRow.Columns}, p.body FROM runs r JOIN steps s ON s.run = r.key LEFT JOIN payloads p ON p.step = s.key "
                + "WHERE r.project = ? AND r.id = ? AND r.listed = 1 AND s.sequence > ? ORDER BY s.sequence LIMIT ?")
                .Bind(project).Bind(run.Value).Bind(after).Bind(ExportPage), payload: true), cancellation);
            foreach (var step in page) yield return step;
            if (page.Count < ExportPage) yield break;
            last = page[^1].Sequence;
        }
    }

    public async IAsyncEnumerable<Step> ReadEvidenceAsync(
        ProjectScope scope, RunScope runs, UnixTime? since, UnixTime? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var part in EvidenceQuery.Parts(runs))
        {
            EvidenceCursor? cursor = null;
            do
            {
                var (after, from) = (cursor, since);
                var (steps, next) = await ReadAsync<(List<Step>, EvidenceCursor?)>(
                    scope, ([], null), (database, project) => part.Read(database, project, from, until, after, EvidencePage), cancellation);
                foreach (var step in steps) yield return step;
                cursor = next;
            }
            while (cursor is not null);
        }
    }

    public Task<RunFacets> FacetsAsync(ProjectScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, new RunFacets([], [], [], [], [], []), (database, project) => new RunFacets(
            Facets(database, project, FacetKind.Model),
            Facets(database, project, FacetKind.Tool),
            Facets(database, project, FacetKind.Service),
            Facets(database, project, FacetKind.Agent),
            Facets(database, project, FacetKind.Env),
            Facets(database, project, FacetKind.Tag)), cancellation);

    public Task<long> HeadRevisionAsync(ProjectScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, 0L, (database, project) =>
        {
            var row = database.Prepare("SELECT coalesce(max(revision), 0) FROM runs WHERE listed = 1 AND project = ?").Bind(project);
            row.Step();
            var revision = row.Long(0);
            row.End();
            return revision;
        }, cancellation);

    public Task<IReadOnlyList<Run>> ChangedAfterAsync(ProjectScope scope, long revision, int limit, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Run>>(scope, [], (database, project) => ReadRuns(database.Prepare(
            $"SELECT {RunRow.Columns} FROM runs r WHERE r.listed = 1 AND r.project = ? AND r.revision > ? ORDER BY r.revision LIMIT ?")
            .Bind(project).Bind(revision).Bind(limit), scope), cancellation);

    private static List<FacetValue> Facets(Database database, long project, FacetKind kind)
    {
        // The condition of the partial index, word for word: without it SQLite would sort.
        var rows = database.Prepare(
            "SELECT value, runs FROM facets WHERE project = ? AND kind = ? AND kind <> 'session' AND runs > 0 ORDER BY runs DESC, value LIMIT ?")
            .Bind(project).Bind(WireName.Of(kind)).Bind(MaxFacets);
        var values = new List<FacetValue>();
        while (rows.Step()) values.Add(new FacetValue(rows.Text(0), rows.Long(1)));
        rows.End();
        return values;
    }

    private static List<Run> ReadRuns(Statement rows, ProjectScope scope)
    {
        var runs = new List<Run>();
        while (rows.Step()) runs.Add(RunRow.Read(rows, scope.Project).ToRun());
        rows.End();
        return runs;
    }

    private static List<StoredStep> ReadSteps(Statement rows, bool payload)
    {
        var steps = new List<StoredStep>();
        while (rows.Step()) steps.Add(StepRow.Read(rows, payload));
        rows.End();
        return steps;
    }

    private Task<T> ReadAsync<T>(ProjectScope scope, T none, Func<Database, long, T> read, CancellationToken cancellation) =>
        tenants.ReadAsync(
            scope.Tenant, database => ProjectRow.Find(database, scope.Project) is { } project ? read(database, project) : none, cancellation);
}
