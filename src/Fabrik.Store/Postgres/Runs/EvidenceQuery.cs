using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Npgsql;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>
/// Steps as evidence. Service, agent and environment are the step's own, and the run's where the step says none; a question
/// by service therefore has two parts, each a range of one index.
/// </summary>
internal static class EvidenceQuery
{
    /// <param name="place">Of the run that is asked about; null when none is.</param>
    public static NpgsqlCommand Command(
        TenantSession session, ProjectScope scope, RunScope asked, RunPlace? place, UnixTime? since, UnixTime? until)
    {
        var runs = StoredForm.Of(asked);
        List<NpgsqlParameter> parameters =
        [
            Pg.Uuid(scope.Tenant.Value), Pg.Text(scope.Project.Value), Pg.Long(since?.Nanoseconds ?? 0), Pg.Long(until?.Nanoseconds ?? long.MaxValue),
        ];
        var conditions = "s.tenant_id = $1 AND s.project_id = $2 AND s.ended_at IS NOT NULL AND s.started_at >= $3"
            + (until is null ? " AND s.started_at <= $4" : " AND s.started_at < $4");
        if (place is not null)
        {
            conditions += $" AND s.run_no = {Add(Pg.Long(place.RunNo))} AND s.retention_class = {Add(Pg.Small(place.RetentionClass))}"
                + $" AND s.week = {Add(Pg.Date(place.Week))}";
        }

        if (runs.Agent is not null) conditions += $" AND coalesce(s.agent, r.agent) = {Add(Pg.Text(runs.Agent))}";
        if (runs.Env is not null) conditions += $" AND coalesce(s.env, r.env) = {Add(Pg.Text(runs.Env))}";
        var own = $"SELECT {StepReader.Columns} FROM steps s WHERE {conditions}";
        var joined = $"SELECT {StepReader.Columns} FROM steps s JOIN runs r ON r.tenant_id = $1 AND r.run_no = s.run_no WHERE {conditions}";
        var select = runs is { Agent: null, Env: null } ? own : joined;
        if (runs.Service is null) return session.Command(select, [.. parameters]);

        var service = Add(Pg.Text(runs.Service));
        return session.Command(
            $"{select} AND s.service = {service} UNION ALL {joined} AND s.service IS NULL AND r.service = {service}", [.. parameters]);

        string Add(NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            return $"${parameters.Count}";
        }
    }
}
