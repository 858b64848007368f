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
        var limit = Math.Clamp(query.Limit, 1, RunQuery.MaxLimit);
        var alternatives = Facet.Alternatives(query);
        var counts = await CountAsync([.. alternatives.SelectMany(a => a).Distinct()], cancellation);

        // A value that no run carries ends its alternative.
        List<Facet[]> walks = [.. alternatives.Where(a => a.All(counts.ContainsKey)).Select(a => a.OrderBy(f => counts[f]).ToArray())];
        if (walks.Count == 0) return new Page<Run, RunCursor>([], null);
        var runs = await session.QueryAsync(Command(query, walks, limit + 1), r => RunRow.Read(r).Record.ToRun(), cancellation);
        if (runs.Count <= limit) return new Page<Run, RunCursor>(runs, null);
        runs.RemoveAt(limit);
        return new Page<Run, RunCursor>(runs, new RunCursor(runs[^1].StartedAt, runs[^1].Id));
    }

    /// <summary>The statement, also for whoever must know how it is planned.</summary>
    /// <param name="walks">Alternatives: in each, the facet to walk by, then those to look up.</param>
    public NpgsqlCommand Command(RunQuery query, IReadOnlyList<Facet[]> walks, int limit)
    {
        var rows = Add(Pg.Int(limit));
        var range = new StringBuilder();
        if (query.Since is { } since) range.Append($" AND w.started_at >= {Add(Pg.Long(since.Nanoseconds))}");
        if (query.Until is { } until) range.Append($" AND w.started_at < {Add(Pg.Long(until.Nanoseconds))}");
        if (query.After is { } after)
            range.Append($" AND (w.started_at, w.run_id) < ({Add(Pg.Long(after.StartedAt.Nanoseconds))}, {Add(Pg.Text(after.Run.Value))})");

        List<string> found = [.. walks.Select(w => Walk(w, range.ToString(), rows))];
        return session.Command(
            $"""
            SELECT {RunRow.Columns} FROM (
              SELECT * FROM ({string.Join(" UNION ALL ", found)}) either ORDER BY started_at DESC, run_id DESC LIMIT {rows}
            ) found
            CROSS JOIN LATERAL (SELECT * FROM runs WHERE tenant_id = $1 AND project_id = $2 AND run_id = found.run_id OFFSET 0) r
            ORDER BY found.started_at DESC, found.run_id DESC
            """,
            [.. _parameters]);
    }

    private string Walk(Facet[] facets, string range, string rows)
    {
        var others = new StringBuilder();
        var mask = FacetMask.Of(facets[1..]);
        if (mask != default)
        {
            var (low, high) = (Add(Pg.Long(mask.Low)), Add(Pg.Long(mask.High)));
            others.Append($" AND w.mask_low & {low} = {low} AND w.mask_high & {high} = {high}");
        }

        foreach (var other in facets[1..])
        {
            // OFFSET 0 keeps this a look-up a row: joined, the planner might read the whole other facet first.
            others.Append(
                $"""
                 AND EXISTS (SELECT FROM run_facets x WHERE x.tenant_id = $1 AND x.project_id = $2
                  AND x.facet = {Add(Pg.Text(WireName.Of(other.Kind)))} AND x.value = {Add(Pg.Text(other.Value))}
                  AND x.started_at = w.started_at AND x.run_id = w.run_id OFFSET 0)
                """);
        }

        return $"""
            (SELECT w.started_at, w.run_id FROM run_facets w
             WHERE w.tenant_id = $1 AND w.project_id = $2
               AND w.facet = {Add(Pg.Text(WireName.Of(facets[0].Kind)))} AND w.value = {Add(Pg.Text(facets[0].Value))}{range}{others}
             ORDER BY w.started_at DESC, w.run_id DESC LIMIT {rows})
            """;
    }

    private async Task<Dictionary<Facet, long>> CountAsync(IReadOnlyList<Facet> facets, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            session.Command(
                """
                SELECT c.facet, c.value, c.runs FROM unnest($3, $4) AS asked (facet, value)
                CROSS JOIN LATERAL (
                  SELECT * FROM facet_counts WHERE tenant_id = $1 AND project_id = $2 AND facet = asked.facet AND value = asked.value OFFSET 0
                ) c
                """,
                Pg.Uuid(scope.Tenant.Value),
                Pg.Text(scope.Project.Value),
                Pg.Array(facets.Select(f => WireName.Of(f.Kind)).ToArray(), NpgsqlDbType.Text),
                Pg.Array(facets.Select(f => f.Value).ToArray(), NpgsqlDbType.Text)),
            r => (Facet: new Facet(WireName.Parse<FacetKind>(r.GetString(0)), r.GetString(1)), Runs: r.GetInt64(2)),
            cancellation);
        return rows.ToDictionary(r => r.Facet, r => r.Runs);
    }

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }
}
