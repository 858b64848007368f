using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Store.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>
/// Lists runs by walking the rows of one facet backwards, newest first: of all that is asked for, the one fewest runs carry.
/// Runs that lack another facet are passed over by their mask, and what the mask lets through is looked up.
/// </summary>
internal sealed class RunList(TenantSession session, ProjectScope scope)
{
    private readonly List<NpgsqlParameter> _parameters = [Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value)];

    public async Task<Page<Run, RunCursor>> ReadAsync(RunQuery query, CancellationToken cancellation)
    {
        var facets = Facet.Of(query);
        List<Facet> statuses = [.. query.Statuses.Distinct().Select(Facet.OfStatus)];
        var counts = await CountAsync([.. facets, .. statuses], cancellation);
        if (facets.Exists(f => !counts.ContainsKey(f))) return new Page<Run, RunCursor>([], null);
        if (statuses.Count > 0 && statuses.RemoveAll(s => !counts.ContainsKey(s)) > 0 && statuses.Count == 0) return new Page<Run, RunCursor>([], null);

        var rarest = facets.MinBy(f => counts[f]);
        List<Facet> walked = statuses.Count > 0 && statuses.Sum(s => counts[s]) < counts[rarest] ? statuses : [rarest];
        List<List<Facet>> looked = [.. facets.Where(f => f.Kind != FacetKind.All && !walked.Contains(f)).Select(f => (List<Facet>)[f])];
        if (statuses.Count > 0 && walked != statuses) looked.Add(statuses);

        await using var command = Command(query, walked, looked);
        var runs = await session.QueryAsync(command, r => RunRow.Read(r).Record.ToRun(), cancellation);
        if (runs.Count <= query.Limit) return new Page<Run, RunCursor>(runs, null);
        runs.RemoveAt(query.Limit);
        return new Page<Run, RunCursor>(runs, new RunCursor(runs[^1].StartedAt, runs[^1].Id));
    }

    /// <summary>The statement, for whoever must know how it is planned.</summary>
    public NpgsqlCommand Command(RunQuery query, IReadOnlyList<Facet> walked, IReadOnlyList<IReadOnlyList<Facet>> looked)
    {
        var limit = Add(Pg.Int(query.Limit + 1));
        var range = new StringBuilder();
        if (query.Since is { } since) range.Append($" AND w.started_at >= {Add(Pg.Long(since.Nanoseconds))}");
        if (query.Until is { } until) range.Append($" AND w.started_at < {Add(Pg.Long(until.Nanoseconds))}");
        if (query.After is { } after)
            range.Append($" AND (w.started_at, w.run_id) < ({Add(Pg.Long(after.StartedAt.Nanoseconds))}, {Add(Pg.Text(after.Run.Value))})");

        var mask = FacetMask.Of(looked.Where(l => l.Count == 1).Select(l => l[0]));
        if (mask != 0) range.Append($" AND w.mask & {Add(Pg.Long(mask))} = {Add(Pg.Long(mask))}");
        foreach (var alternatives in looked)
        {
            // OFFSET 0 keeps this a look-up a row: joined, the planner might read the whole other facet first.
            range.Append(
                $"""
                 AND EXISTS (
                  SELECT FROM run_facets x WHERE x.tenant_id = $1 AND x.project_id = $2 AND x.facet = {Add(Pg.Text(WireName.Of(alternatives[0].Kind)))}
                    AND x.value = ANY({Add(Pg.Array(alternatives.Select(a => a.Value).ToArray(), NpgsqlDbType.Text))})
                    AND x.started_at = w.started_at AND x.run_id = w.run_id OFFSET 0)
                """);
        }

        var walks = walked.Select(f =>
            $"""
            (SELECT w.started_at, w.run_id FROM run_facets w
             WHERE w.tenant_id = $1 AND w.project_id = $2 AND w.facet = {Add(Pg.Text(WireName.Of(f.Kind)))} AND w.value = {Add(Pg.Text(f.Value))}{range}
             ORDER BY w.started_at DESC, w.run_id DESC LIMIT {limit})
            """).ToList();
        var found = walks.Count == 1
            ? walks[0]
            : $"(SELECT * FROM ({string.Join(" UNION ALL ", walks)}) either ORDER BY started_at DESC, run_id DESC LIMIT {limit})";
        return session.Command(
            $"""
            SELECT {RunRow.Columns} FROM {found} found
            CROSS JOIN LATERAL (SELECT * FROM runs WHERE tenant_id = $1 AND project_id = $2 AND run_id = found.run_id OFFSET 0) r
            ORDER BY found.started_at DESC, found.run_id DESC
            """,
            [.. _parameters]);
    }

    private async Task<Dictionary<Facet, long>> CountAsync(IReadOnlyList<Facet> facets, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            session.Command(
                """
                SELECT c.facet, c.value, c.runs FROM unnest($3, $4) AS asked (facet, value)
                JOIN facet_counts c ON c.tenant_id = $1 AND c.project_id = $2 AND c.facet = asked.facet AND c.value = asked.value
                """,
                Pg.Uuid(scope.Tenant.Value),
                Pg.Text(scope.Project.Value),
                Pg.Array(facets.Select(f => WireName.Of(f.Kind)).ToArray(), NpgsqlDbType.Text),
                Pg.Array(facets.Select(f => f.Value).ToArray(), NpgsqlDbType.Text)),
            r => (Facet: new Facet(WireName.Parse<FacetKind>(r.GetString(0)), r.GetString(1)), Runs: r.GetInt64(2)),
            cancellation);
        return rows.DistinctBy(r => r.Facet).ToDictionary(r => r.Facet, r => r.Runs);
    }

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }
}
