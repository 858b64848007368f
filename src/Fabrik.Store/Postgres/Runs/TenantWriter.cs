using Fabrik.Core.Scope;
using Fabrik.Store.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>
/// One writing transaction of a tenant. It holds the tenant's append lock to its end, so what it read stays true, and
/// revisions are given in the order of commits. Runs are loaded, changed in memory and written back by <see cref="SaveAsync"/>.
/// </summary>
internal sealed class TenantWriter : IAsyncDisposable
{
    private readonly Dictionary<(ProjectId Project, RunId Run), LoadedRun> _runs = [];
    private readonly HashSet<(ProjectId Project, RunId Run)> _absent = [];
    private TenantHead _head = new();

    private TenantWriter(TenantSession session, TenantId tenant) => (Session, Tenant) = (session, tenant);

    public TenantSession Session { get; }

    public TenantId Tenant { get; }

    /// <summary>The week that logs and metrics, and the steps of new runs, go to.</summary>
    public DateOnly Week => _head.Week;

    public short RetentionClass => _head.RetentionClass;

    public IEnumerable<LoadedRun> Loaded => _runs.Values;

    public static async Task<TenantWriter> OpenAsync(
        NpgsqlDataSource source, PartitionWatch partitions, TenantId tenant, CancellationToken cancellation)
    {
        var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        try
        {
            var writer = new TenantWriter(session, tenant);

            // The lock is a statement of its own: what is read after it must be seen as of after it.
            await session.ExecuteAsync(
                session.Command("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", Pg.Text($"fabrik append {tenant}")), cancellation);
            writer._head = await TenantHead.ReadAsync(session, tenant, cancellation);
            await partitions.EnsureAsync(session, writer._head.Week, cancellation);
            return writer;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes a number for one more log line.</summary>
    public long NextLog() => ++_head.Logs;

    public LoadedRun? Find(ProjectId project, RunId run) => _runs.GetValueOrDefault((project, run)) is { Removed: false } found ? found : null;

    /// <summary>The run, made when there is none. It must have been asked for by <see cref="LoadAsync"/>.</summary>
    public LoadedRun GetOrMake(ProjectId project, RunId run)
    {
        if (_runs.TryGetValue((project, run), out var found) && !found.Removed) return found;
        if (found is null && !_absent.Contains((project, run))) throw new InvalidOperationException($"Run {run} was not loaded before it is written.");
        found = new LoadedRun(
            new RunRecord { Project = project, Id = run },
            found?.Place ?? new RunPlace(project, ++_head.RunNo, _head.RetentionClass, _head.Week),
            stored: false);
        return _runs[(project, run)] = found;
    }

    public async Task LoadAsync(ProjectId project, IEnumerable<RunId> runs, CancellationToken cancellation)
    {
        var wanted = runs.Where(r => !_runs.ContainsKey((project, r)) && _absent.Add((project, r))).Select(r => r.Value).ToArray();
        if (wanted.Length == 0) return;
        await KeepAsync(
            Session.Command(
                $"SELECT {RunRow.Columns} FROM runs r WHERE r.tenant_id = $1 AND r.project_id = $2 AND r.run_id = ANY($3)",
                Pg.Uuid(Tenant.Value), Pg.Text(project.Value), Pg.Array(wanted, NpgsqlDbType.Text)),
            cancellation);
    }

    /// <summary>Loads the runs that a session's next trace may resume: those that were interrupted, last ended first.</summary>
    public async Task LoadInterruptedAsync(ProjectId project, IEnumerable<string> sessions, CancellationToken cancellation)
    {
        const int enough = 8;
        await KeepAsync(
            Session.Command(
                $"""
                SELECT {RunRow.Columns} FROM unnest($3) AS asked (session)
                CROSS JOIN LATERAL (
                  SELECT * FROM runs i
                  WHERE i.tenant_id = $1 AND i.project_id = $2 AND i.session_id = asked.session AND i.end_status = 'interrupted'
                  ORDER BY i.ended_at DESC LIMIT {enough}
                ) r
                """,
                Pg.Uuid(Tenant.Value), Pg.Text(project.Value), Pg.Array(sessions.ToArray(), NpgsqlDbType.Text)),
            cancellation);
    }

    /// <summary>Writes back every run that changed, with a new revision each, and what finds it.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        var changed = _runs.Values.Where(r => r is { Changed: true, Removed: false }).ToList();
        foreach (var run in changed) run.Record.Revision = ++_head.Revision;
        await RunRow.Write.ExecuteAsync(Session, Tenant, changed, cancellation);
        await FacetWrite.ApplyAsync(Session, Tenant, changed, cancellation);
        await _head.WriteAsync(Session, Tenant, cancellation);
    }

    /// <summary>Takes a run's row and facets away at once.</summary>
    public async Task RemoveAsync(LoadedRun run, CancellationToken cancellation)
    {
        run.Removed = true;
        await FacetWrite.RemoveAsync(Session, Tenant, run, cancellation);
        await Session.ExecuteAsync(
            Session.Command(
                "DELETE FROM runs WHERE tenant_id = $1 AND project_id = $2 AND run_id = $3",
                Pg.Uuid(Tenant.Value), Pg.Text(run.Record.Project.Value), Pg.Text(run.Record.Id.Value)),
            cancellation);
    }

    public Task CommitAsync(CancellationToken cancellation) => Session.CommitAsync(cancellation);

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    // What is in memory is newer than its row.
    private async Task KeepAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        foreach (var run in await Session.QueryAsync(command, RunRow.Read, cancellation))
            _runs.TryAdd((run.Record.Project, run.Record.Id), run);
    }
}
