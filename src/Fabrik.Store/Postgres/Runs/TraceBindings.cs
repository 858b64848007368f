using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Runs;
using NpgsqlTypes;
using Column = Fabrik.Store.Postgres.UnnestColumn<System.Collections.Generic.KeyValuePair<
    (Fabrik.Core.Scope.ProjectId Project, Fabrik.Core.Scope.TraceId Trace), Fabrik.Store.Runs.TraceBinding>>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>The traces that an append touches and the runs they are bound to.</summary>
internal sealed class TraceBindings(TenantWriter writer)
{
    private static readonly UnnestInsert<KeyValuePair<(ProjectId Project, TraceId Trace), TraceBinding>> Write = new(
        "traces",
        "ON CONFLICT (tenant_id, project_id, trace_id) DO UPDATE SET run_id = excluded.run_id, claim = excluded.claim",
        Column.Text("project_id", b => b.Key.Project.Value),
        Column.Uuid("trace_id", b => TraceKey.Of(b.Key.Trace)),
        Column.Text("run_id", b => b.Value.Run.Value),
        Column.Text("claim", b => WireName.Of(b.Value.Claim)));

    private readonly Dictionary<ProjectId, Dictionary<TraceId, TraceBinding>> _bindings = [];
    private readonly Dictionary<(ProjectId Project, TraceId Trace), TraceBinding> _changed = [];

    public IReadOnlyDictionary<TraceId, TraceBinding> Of(ProjectId project) => _bindings[project];

    public async Task LoadAsync(ProjectId project, IReadOnlyCollection<TraceId> traces, CancellationToken cancellation)
    {
        var found = traces.Count == 0
            ? []
            : await writer.Session.QueryAsync(
                writer.Session.Command(
                    "SELECT trace_id, run_id, claim FROM traces WHERE tenant_id = $1 AND project_id = $2 AND trace_id = ANY($3)",
                    Pg.Uuid(writer.Tenant.Value), Pg.Text(project.Value),
                    Pg.Array(traces.Select(TraceKey.Of).ToArray(), NpgsqlDbType.Uuid)),
                r => (
                    Trace: TraceKey.Read(r.GetGuid(0)),
                    Binding: new TraceBinding(RunId.Parse(r.GetString(1)), WireName.Parse<TraceClaim>(r.GetString(2)))),
                cancellation);
        _bindings[project] = found.ToDictionary(f => f.Trace, f => f.Binding);
    }

    public void Change(ProjectId project, IReadOnlyDictionary<TraceId, TraceBinding> changes)
    {
        foreach (var (trace, binding) in changes) _changed[(project, trace)] = _bindings[project][trace] = binding;
    }

    /// <summary>Stores the changes and gives the logs that waited for these traces their runs: those of the last two weeks.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_changed.Count == 0) return;
        var rows = _changed.ToList();
        await Write.ExecuteAsync(writer.Session, writer.Tenant, rows, cancellation);
        await writer.Session.ExecuteAsync(
            writer.Session.Command(
                """
                UPDATE logs l SET run_id = bound.run_id FROM unnest($2, $3, $4) AS bound (project_id, trace_id, run_id)
                WHERE l.tenant_id = $1 AND l.week >= $5 AND l.project_id = bound.project_id AND l.trace_id = bound.trace_id
                  AND NOT l.run_named AND l.run_id IS NULL
                """,
                Pg.Uuid(writer.Tenant.Value),
                Pg.Array(rows.Select(r => r.Key.Project.Value).ToArray(), NpgsqlDbType.Text),
                Pg.Array(rows.Select(r => TraceKey.Of(r.Key.Trace)).ToArray(), NpgsqlDbType.Uuid),
                Pg.Array(rows.Select(r => r.Value.Run.Value).ToArray(), NpgsqlDbType.Text),
                Pg.Date(writer.Week.AddDays(-7))),
            cancellation);
    }
}
