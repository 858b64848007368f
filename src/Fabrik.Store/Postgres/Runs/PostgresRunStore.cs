using System.Runtime.CompilerServices;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Runs;

internal sealed class PostgresRunStore(NpgsqlDataSource source, PartitionWatch partitions, AppendTurns turns, TimeProvider time) : IRunStore
{
    private const int FacetLimit = 100;

    // An export reads so many rows at a time and lets go of the connection between, however slow its consumer is.
    private const int ExportPage = 500;

    public Task<DeclareResult> DeclareAsync(ProjectScope scope, RunDeclaration declaration, CancellationToken cancellation)
    {
        declaration = declaration with { Facts = StoredForm.Of(declaration.Facts) };
        return turns.TakeAsync(scope.Tenant, WriteAsync, cancellation);

        async Task<DeclareResult> WriteAsync()
        {
            await using var writer = await TenantWriter.OpenAsync(source, partitions, scope.Tenant, cancellation);
            await writer.LoadAsync(scope.Project, [declaration.Run], cancellation);
            var run = writer.GetOrMake(scope.Project, declaration.Run);
            var outcome = run.Record.Declare(declaration, UnixTime.Now(time));
            if (outcome == DeclareOutcome.Created) await SaveAsync(writer, run, cancellation);
            return new DeclareResult(outcome, run.Record.ToRun());
        }
    }

    public Task<FinishResult?> FinishAsync(ProjectScope scope, RunId id, RunEnd end, CancellationToken cancellation)
    {
        return turns.TakeAsync(scope.Tenant, WriteAsync, cancellation);

        async Task<FinishResult?> WriteAsync()
        {
            await using var writer = await TenantWriter.OpenAsync(source, partitions, scope.Tenant, cancellation);
            await writer.LoadAsync(scope.Project, [id], cancellation);
            if (writer.Find(scope.Project, id) is not { Record.Listed: true } run) return null;
            var outcome = run.Record.Finish(end);
            if (outcome == FinishOutcome.Finished) await SaveAsync(writer, run, cancellation);
            return new FinishResult(outcome, run.Record.ToRun());
        }
    }

    public async Task<Page<Run, RunCursor>> ListAsync(ProjectScope scope, RunQuery query, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await new RunList(session, scope).ReadAsync(query, cancellation);
    }

    public async Task<Run?> GetAsync(ProjectScope scope, RunId run, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await FindAsync(session, scope, run, cancellation) is { Record.Listed: true } found ? found.Record.ToRun() : null;
    }

    public async Task<Page<StoredStep, long>> StepsAsync(ProjectScope scope, RunId run, StepQuery query, CancellationToken cancellation)
    {
        var limit = Math.Clamp(query.Limit, 1, StepQuery.MaxLimit);
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        if (await FindAsync(session, scope, run, cancellation) is not { Record.Listed: true, Place: var place })
            return new Page<StoredStep, long>([], null);
        var steps = await session.QueryAsync(
            session.Command(
                $"""
                SELECT {StepReader.Columns} FROM steps s
                WHERE {OfRun} AND s.sequence > $5 {(query.IncludeSpans ? "" : $"AND s.kind <> '{WireName.Of(StepKind.Span)}'")}
                ORDER BY s.sequence LIMIT $6
                """,
                [.. Of(scope, place), Pg.Long(query.After), Pg.Int(limit + 1)]),
            StepReader.Read,
            cancellation);
        if (steps.Count <= limit) return new Page<StoredStep, long>(steps, null);
        steps.RemoveAt(limit);
        return new Page<StoredStep, long>(steps, steps[^1].Sequence);
    }

    public async Task<StoredStep?> StepAsync(ProjectScope scope, RunId run, StepId step, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        if (await FindAsync(session, scope, run, cancellation) is not { Record.Listed: true, Place: var place }) return null;
        var steps = await session.QueryAsync(
            session.Command($"{WithPayload} WHERE {OfRun} AND s.step_id = $5", [.. Of(scope, place), Pg.Text(step.Value)]),
            StepReader.ReadWithPayload,
            cancellation);
        return steps.SingleOrDefault();
    }

    public async IAsyncEnumerable<StoredStep> ExportAsync(ProjectScope scope, RunId run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (last, page) = (0L, new List<StoredStep>());
        do
        {
            page = await ExportPageAsync(scope, run, last, cancellation);
            foreach (var step in page) yield return step;
            if (page.Count > 0) last = page[^1].Sequence;
        }
        while (page.Count == ExportPage);
    }

    public async IAsyncEnumerable<Step> ReadEvidenceAsync(
        ProjectScope scope, RunScope runs, UnixTime? since, UnixTime? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var place = runs.Run is { } id ? (await FindAsync(session, scope, id, cancellation))?.Place : null;
        if (runs.Run is not null && place is null) yield break;
        await using var command = EvidenceQuery.Command(session, scope, runs, place, since, until);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return StepReader.Read(reader).Step;
    }

    public async Task<RunFacets> FacetsAsync(ProjectScope scope, CancellationToken cancellation)
    {
        FacetKind[] kinds = [FacetKind.Model, FacetKind.Tool, FacetKind.Service, FacetKind.Agent, FacetKind.Env, FacetKind.Tag];
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var rows = await session.QueryAsync(
            session.Command(
                $"""
                SELECT f.facet, f.value, f.runs FROM unnest($3) AS kind CROSS JOIN LATERAL (
                  SELECT * FROM facet_counts c WHERE c.tenant_id = $1 AND c.project_id = $2 AND c.facet = kind AND c.facet <> 'session'
                  ORDER BY c.runs DESC, c.value LIMIT {FacetLimit}
                ) f
                """,
                Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value), Pg.Array(kinds.Select(WireName.Of).ToArray(), NpgsqlDbType.Text)),
            r => (Kind: WireName.Parse<FacetKind>(r.GetString(0)), Value: new FacetValue(r.GetString(1), r.GetInt64(2))),
            cancellation);
        var by = rows.ToLookup(r => r.Kind, r => r.Value);
        return new RunFacets(
            [.. by[FacetKind.Model]],
            [.. by[FacetKind.Tool]],
            [.. by[FacetKind.Service]],
            [.. by[FacetKind.Agent]],
            [.. by[FacetKind.Env]],
            [.. by[FacetKind.Tag]]);
    }

    public async Task<long> HeadRevisionAsync(ProjectScope scope, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var heads = await session.QueryAsync(
            session.Command(
                "SELECT revision FROM runs WHERE tenant_id = $1 AND project_id = $2 AND listed ORDER BY revision DESC LIMIT 1",
                Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value)),
            r => r.GetInt64(0),
            cancellation);
        return heads.FirstOrDefault();
    }

    public async Task<IReadOnlyList<Run>> ChangedAfterAsync(ProjectScope scope, long revision, int limit, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await session.QueryAsync(
            session.Command(
                $"""
                SELECT {RunRow.Columns} FROM runs r WHERE r.tenant_id = $1 AND r.project_id = $2 AND r.revision > $3 AND r.listed
                ORDER BY r.revision LIMIT $4
                """,
                Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value), Pg.Long(revision), Pg.Int(limit)),
            r => RunRow.Read(r).Record.ToRun(),
            cancellation);
    }

    // Class and week leave one partition to look at.
    private const string OfRun = "s.tenant_id = $1 AND s.run_no = $2 AND s.retention_class = $3 AND s.week = $4";

    private const string WithPayload = $"""
        SELECT {StepReader.Columns}, p.payload FROM steps s
        LEFT JOIN payloads p ON p.tenant_id = $1 AND p.run_no = $2 AND p.retention_class = $3 AND p.week = $4 AND p.sequence = s.sequence
        """;

    private async Task<List<StoredStep>> ExportPageAsync(ProjectScope scope, RunId run, long after, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        if (await FindAsync(session, scope, run, cancellation) is not { Record.Listed: true, Place: var place }) return [];
        return await session.QueryAsync(
            session.Command(
                $"{WithPayload} WHERE {OfRun} AND s.sequence > $5 ORDER BY s.sequence LIMIT $6",
                [.. Of(scope, place), Pg.Long(after), Pg.Int(ExportPage)]),
            StepReader.ReadWithPayload,
            cancellation);
    }

    private static NpgsqlParameter[] Of(ProjectScope scope, RunPlace place) =>
        [Pg.Uuid(scope.Tenant.Value), Pg.Long(place.RunNo), Pg.Small(place.RetentionClass), Pg.Date(place.Week)];

    private static async Task<LoadedRun?> FindAsync(TenantSession session, ProjectScope scope, RunId run, CancellationToken cancellation)
    {
        var runs = await session.QueryAsync(
            session.Command(
                $"SELECT {RunRow.Columns} FROM runs r WHERE r.tenant_id = $1 AND r.project_id = $2 AND r.run_id = $3",
                Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value), Pg.Text(run.Value)),
            RunRow.Read,
            cancellation);
        return runs.SingleOrDefault();
    }

    private static async Task SaveAsync(TenantWriter writer, LoadedRun run, CancellationToken cancellation)
    {
        run.Touch();
        await writer.SaveAsync(cancellation);
        await writer.CommitAsync(cancellation);
    }
}
