using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;
using Column = Fabrik.Store.Postgres.UnnestColumn<Fabrik.Store.Postgres.Runs.FacetRow>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Keeps what runs are found by, and how many there are of each, in step with the runs.</summary>
internal static class FacetWrite
{
    private static readonly Column[] Key =
    [
        Column.Text("project_id", f => f.Project.Value),
        Column.Text("facet", f => WireName.Of(f.Facet.Kind)),
        Column.Text("value", f => f.Facet.Value),
        Column.Count("started_at", f => f.StartedAt.Nanoseconds),
        Column.Text("run_id", f => f.Run.Value),
    ];

    private static readonly UnnestColumn<FacetCount>[] CountKey =
    [
        UnnestColumn<FacetCount>.Text("project_id", f => f.Project.Value),
        UnnestColumn<FacetCount>.Text("facet", f => WireName.Of(f.Facet.Kind)),
        UnnestColumn<FacetCount>.Text("value", f => f.Facet.Value),
    ];

    private static readonly UnnestInsert<FacetRow> Added = new(
        "run_facets", "", [.. Key, Column.Count("mask_low", f => f.Mask.Low), Column.Count("mask_high", f => f.Mask.High)]);

    private static readonly UnnestInsert<FacetCount> Counts = new(
        "facet_counts",
        "ON CONFLICT (tenant_id, project_id, facet, value) DO UPDATE SET runs = facet_counts.runs + excluded.runs",
        [.. CountKey, UnnestColumn<FacetCount>.Count("runs", f => f.Runs)]);

    public static async Task ApplyAsync(TenantSession session, TenantId tenant, IReadOnlyList<LoadedRun> runs, CancellationToken cancellation)
    {
        var (added, removed) = (new List<FacetRow>(), new List<FacetRow>());
        foreach (var run in runs)
        {
            var now = Facet.Of(run.Record);

            var (before, mask) = (FacetMask.Of(run.FacetsBefore), FacetMask.Of(now));
            var rewrite = run.StartedBefore != run.Record.StartedAt || before != mask;
            removed.AddRange(run.FacetsBefore.Where(f => rewrite || !now.Contains(f)).Select(f => Row(run, f, run.StartedBefore, before)));
            added.AddRange(now.Where(f => rewrite || !run.FacetsBefore.Contains(f)).Select(f => Row(run, f, run.Record.StartedAt, mask)));
        }

        await WriteAsync(session, tenant, added, removed, cancellation);
    }

    /// <summary>For a run that goes.</summary>
    public static Task RemoveAsync(TenantSession session, TenantId tenant, LoadedRun run, CancellationToken cancellation) =>
        WriteAsync(session, tenant, [], [.. run.FacetsBefore.Select(f => Row(run, f, run.StartedBefore, default))], cancellation);

    private static async Task WriteAsync(
        TenantSession session, TenantId tenant, List<FacetRow> added, List<FacetRow> removed, CancellationToken cancellation)
    {
        if (removed.Count > 0)
        {
            var command = session.Command(
                """
                DELETE FROM run_facets f USING unnest($2, $3, $4, $5, $6) AS gone (project_id, facet, value, started_at, run_id)
                WHERE f.tenant_id = $1 AND f.project_id = gone.project_id AND f.facet = gone.facet AND f.value = gone.value
                  AND f.started_at = gone.started_at AND f.run_id = gone.run_id
                """,
                Pg.Uuid(tenant.Value));
            foreach (var column in Key) command.Parameters.Add(column.Parameter(removed));
            await session.ExecuteAsync(command, cancellation);
        }

        await Added.ExecuteAsync(session, tenant, added, cancellation);
        await CountAsync(session, tenant, added, removed, cancellation);
    }

    private static async Task CountAsync(
        TenantSession session, TenantId tenant, List<FacetRow> added, List<FacetRow> removed, CancellationToken cancellation)
    {
        var counts = new Dictionary<(ProjectId Project, Facet Facet), long>();
        foreach (var row in added) counts[(row.Project, row.Facet)] = counts.GetValueOrDefault((row.Project, row.Facet)) + 1;
        foreach (var row in removed) counts[(row.Project, row.Facet)] = counts.GetValueOrDefault((row.Project, row.Facet)) - 1;
        var changes = counts.Where(c => c.Value != 0).Select(c => new FacetCount(c.Key.Project, c.Key.Facet, c.Value)).ToList();
        await Counts.ExecuteAsync(session, tenant, changes, cancellation);
        var fewer = changes.Where(c => c.Runs < 0).ToList();
        if (fewer.Count == 0) return;
        var command = session.Command(
            """
            DELETE FROM facet_counts f USING unnest($2, $3, $4) AS fewer (project_id, facet, value)
            WHERE f.tenant_id = $1 AND f.project_id = fewer.project_id AND f.facet = fewer.facet AND f.value = fewer.value AND f.runs <= 0
            """,
            Pg.Uuid(tenant.Value));
        foreach (var column in CountKey) command.Parameters.Add(column.Parameter(fewer));
        await session.ExecuteAsync(command, cancellation);
    }

    private static FacetRow Row(LoadedRun run, Facet facet, UnixTime startedAt, FacetMask mask) =>
        new(run.Record.Project, facet, startedAt, run.Record.Id, mask);
}
