using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// One index walk over evidence. Service, agent and environment are the step's own, and the run's where the step says none;
/// a question by service therefore has two parts.
/// </summary>
internal sealed class EvidenceQuery
{
    private const string ByTime = "s.started_at";

    private readonly RunScope _scope;
    private readonly string _from;
    private readonly string _order;
    private readonly string? _leading;

    private EvidenceQuery(RunScope scope, string from, string order, string? leading) =>
        (_scope, _from, _order, _leading) = (scope, from, order, leading);

    public static IReadOnlyList<EvidenceQuery> Parts(RunScope asked) => StoredForm.Of(asked) switch
    {
        { Run: { } run } scope => [new(scope, "runs r JOIN steps s ON s.run = r.key WHERE r.project = ?1 AND r.id = ?2", "s.sequence", run.Value)],
        { Service: { } service } scope =>
        [
            new(scope, "steps s CROSS JOIN runs r ON r.key = s.run WHERE s.project = ?1 AND s.service = ?2", ByTime, service),
            new(scope, "steps s CROSS JOIN runs r ON r.key = s.run WHERE s.project = ?1 AND s.service IS NULL AND ?2 IS NULL", ByTime, null),
        ],
        var scope => [new(scope, "steps s CROSS JOIN runs r ON r.key = s.run WHERE +s.project = ?1 AND ?2 IS NULL", "s.key", null)],
    };

    /// <summary>Reads one page.</summary>
    /// <returns>The steps, and where the next page starts; null after the last.</returns>
    public (List<Step> Steps, EvidenceCursor? Next) Read(
        Database database, long project, UnixTime? since, UnixTime? until, EvidenceCursor? after, int limit)
    {
        // A page by time starts where the last one ended, or the index would be walked from the window's start each time.
        var from = _order == ByTime && after is { } last ? Math.Max(last.Position, since?.Nanoseconds ?? 0) : since?.Nanoseconds ?? 0;
        var rows = database.Prepare(
            $"""
            SELECT {StepRow.Columns}, {_order}, s.key FROM {_from} AND s.ended_at IS NOT NULL
              AND s.started_at BETWEEN ?3 AND ?4 AND ({_order}, s.key) > (?5, ?6)
              AND (?7 IS NULL OR coalesce(s.service, r.service) = ?7)
              AND (?8 IS NULL OR coalesce(s.agent, r.agent) = ?8)
              AND (?9 IS NULL OR coalesce(s.env, r.env) = ?9)
            ORDER BY {_order}, s.key LIMIT ?10
            """)
            .Bind(project).Bind(_leading).Bind(from).Bind(until?.Nanoseconds - 1 ?? long.MaxValue)
            .Bind(after?.Position ?? -1).Bind(after?.Key ?? -1)
            .Bind(_scope.Service).Bind(_scope.Agent).Bind(_scope.Env).Bind(limit);
        var steps = new List<Step>();
        EvidenceCursor? reached = null;
        while (rows.Step())
        {
            steps.Add(StepRow.Read(rows).Step);
            reached = new EvidenceCursor(rows.Long(StepRow.Count), rows.Long(StepRow.Count + 1));
        }

        rows.End();
        return (steps, steps.Count < limit ? null : reached);
    }
}
