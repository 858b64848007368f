using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Runs;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Verdicts;

internal sealed class PostgresVerdictStore(NpgsqlDataSource source, PartitionWatch partitions, AppendTurns turns) : IVerdictStore
{
    // Class and week leave one partition to look at.
    private const string WithReport = $"""
        SELECT {VerdictRow.Columns}, p.report FROM verdicts v
        LEFT JOIN reports p ON p.tenant_id = $1 AND p.project_id = $2 AND p.verdict_id = v.verdict_id
          AND p.retention_class = v.retention_class AND p.week = v.week
        WHERE v.tenant_id = $1 AND v.project_id = $2
        """;

    public Task<SaveOutcome> SaveAsync(ProjectScope scope, StoredVerdict verdict, CancellationToken cancellation)
    {
        var prepared = PreparedVerdict.Of(verdict);
        return turns.TakeAsync(scope.Tenant, WriteAsync, cancellation);

        async Task<SaveOutcome> WriteAsync()
        {
            await using var writer = await TenantWriter.OpenAsync(source, partitions, scope.Tenant, cancellation);
            if (await CompareAsync(writer.Session, scope, prepared, cancellation) is { } known) return known;
            await InsertAsync(writer, scope, prepared, cancellation);
            if (verdict.Run is { } id)
            {
                await writer.LoadAsync(scope.Project, [id], cancellation);
                if (writer.Find(scope.Project, id) is { Record.Listed: true } run) run.Touch();
            }

            await writer.SaveAsync(cancellation);
            await writer.CommitAsync(cancellation);
            return SaveOutcome.Saved;
        }
    }

    public async Task<StoredVerdict?> GetAsync(ProjectScope scope, VerdictId verdict, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var found = await session.QueryAsync(
            session.Command($"{WithReport} AND v.verdict_id = $3", [.. Of(scope), Pg.Uuid(verdict.Value)]), VerdictRow.ReadWithReport, cancellation);
        return found.SingleOrDefault();
    }

    public async Task<IReadOnlyDictionary<RunId, StoredVerdict>> LatestAsync(
        ProjectScope scope, string kind, IReadOnlyCollection<RunId> runs, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var latest = await session.QueryAsync(Latest(session, scope, kind, runs), VerdictRow.Read, cancellation);
        return latest.ToDictionary(v => v.Run!.Value);
    }

    public async Task<Page<StoredVerdict, VerdictCursor>> ListAsync(ProjectScope scope, VerdictQuery query, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await VerdictList.ReadAsync(session, scope, query, cancellation);
    }

    public async Task<IReadOnlyList<StoredVerdict>> AcceptedAsync(
        ProjectScope scope, string kind, string fingerprint, int last, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await session.QueryAsync(Accepted(session, scope, kind, fingerprint, last), VerdictRow.ReadWithReport, cancellation);
    }

    /// <summary>The statement, also for whoever must know how it is planned.</summary>
    public static NpgsqlCommand Latest(TenantSession session, ProjectScope scope, string kind, IReadOnlyCollection<RunId> runs) => session.Command(
        $"""
        SELECT {VerdictRow.Columns} FROM unnest($4) AS asked (run) CROSS JOIN LATERAL (
          SELECT * FROM verdicts WHERE tenant_id = $1 AND project_id = $2 AND kind = $3 AND run_id = asked.run
          ORDER BY created_at DESC, verdict_id DESC LIMIT 1
        ) v
        """,
        [.. Of(scope), Pg.Text(StoredText.Key(kind)), Pg.Array(runs.Select(r => r.Value).Distinct(StringComparer.Ordinal).ToArray(), NpgsqlDbType.Text)]);

    /// <summary>As <see cref="Latest"/>.</summary>
    public static NpgsqlCommand Accepted(TenantSession session, ProjectScope scope, string kind, string fingerprint, int last) => session.Command(
        $"""
        {WithReport} AND v.kind = $3 AND v.fingerprint = $4 AND v.status = 'pass' AND v.run_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM verdicts n
          WHERE n.tenant_id = $1 AND n.project_id = $2 AND n.kind = $3 AND n.run_id = v.run_id
            AND (n.created_at, n.verdict_id) > (v.created_at, v.verdict_id) OFFSET 0)
        ORDER BY v.created_at DESC, v.verdict_id DESC LIMIT $5
        """,
        [.. Of(scope), Pg.Text(StoredText.Key(kind)), Pg.Text(StoredText.Key(fingerprint)), Pg.Int(Math.Clamp(last, 1, VerdictQuery.MaxLimit))]);

    private static NpgsqlParameter[] Of(ProjectScope scope) => [Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value)];

    // Null when there is no verdict of that id yet.
    private static async Task<SaveOutcome?> CompareAsync(
        TenantSession session, ProjectScope scope, PreparedVerdict prepared, CancellationToken cancellation)
    {
        var digests = await session.QueryAsync(
            session.Command(
                "SELECT digest FROM verdicts WHERE tenant_id = $1 AND project_id = $2 AND verdict_id = $3",
                [.. Of(scope), Pg.Uuid(prepared.Verdict.Id.Value)]),
            r => r.GetFieldValue<byte[]>(0),
            cancellation);
        return digests is not [var digest] ? null : digest.AsSpan().SequenceEqual(prepared.Digest) ? SaveOutcome.Same : SaveOutcome.Conflict;
    }

    private static async Task InsertAsync(TenantWriter writer, ProjectScope scope, PreparedVerdict prepared, CancellationToken cancellation)
    {
        var verdict = prepared.Verdict;
        NpgsqlParameter[] place = [.. Of(scope), Pg.Uuid(verdict.Id.Value), Pg.Small(writer.RetentionClass), Pg.Date(writer.Week)];
        await writer.Session.ExecuteAsync(
            writer.Session.Command(
                """
                INSERT INTO verdicts (tenant_id, project_id, verdict_id, retention_class, week,
                  kind, run_id, service, agent, env, status, summary, headline, fingerprint, created_at, digest)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                """,
                [
                    .. place, Pg.Text(verdict.Kind), Pg.Text(verdict.Run?.Value), Pg.Text(verdict.Service), Pg.Text(verdict.Agent), Pg.Text(verdict.Env),
                    Pg.Text(WireName.Of(verdict.Status)), Pg.Text(verdict.Summary), Pg.Text(verdict.Headline), Pg.Text(verdict.Fingerprint),
                    Pg.Long(verdict.CreatedAt.Nanoseconds), Pg.Bytes(prepared.Digest),
                ]),
            cancellation);
        await writer.Session.ExecuteAsync(
            writer.Session.Command(
                "INSERT INTO reports (tenant_id, project_id, verdict_id, retention_class, week, report) VALUES ($1, $2, $3, $4, $5, $6)",
                [.. place.Select(p => p.Clone()), Pg.Bytes(prepared.Report)]),
            cancellation);
    }
}
