using System.Text;
using Fabrik.Core.Text;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// Lists verdicts by one backward walk. The narrowest filter leads to the index; a '+' keeps the others from it, so that
/// nothing has to be sorted.
/// </summary>
internal static class VerdictList
{
    public static Page<StoredVerdict, VerdictCursor> Read(Database database, long project, VerdictQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, VerdictQuery.MaxLimit);
        var rows = Bind(database.Prepare(Sql(query)), project, query).Bind(limit + 1);
        var verdicts = VerdictRow.ReadAll(rows);
        if (verdicts.Count <= limit) return new Page<StoredVerdict, VerdictCursor>(verdicts, null);
        verdicts.RemoveAt(limit);
        return new Page<StoredVerdict, VerdictCursor>(verdicts, new VerdictCursor(verdicts[^1].CreatedAt, verdicts[^1].Id));
    }

    private static string Sql(VerdictQuery query)
    {
        var sql = new StringBuilder("SELECT ").Append(VerdictRow.Columns).Append(" FROM verdicts v WHERE v.project = ? AND v.kind = ?");
        var leads = true;
        foreach (var (column, value) in Keys(query))
        {
            if (value is null) continue;
            sql.Append(leads ? " AND v." : " AND +v.").Append(column).Append(" = ?");
            leads = false;
        }

        if (query.Statuses.Count > 0)
        {
            sql.Append(leads && query.Statuses.Count == 1 ? " AND v.status IN (" : " AND +v.status IN (")
                .AppendJoin(", ", query.Statuses.Select(_ => "?")).Append(')');
        }

        if (query.Since is not null) sql.Append(" AND v.created_at >= ?");
        if (query.Until is not null) sql.Append(" AND v.created_at < ?");
        if (query.After is not null) sql.Append(" AND (v.created_at, v.id) < (?, ?)");
        return sql.Append(" ORDER BY v.created_at DESC, v.id DESC LIMIT ?").ToString();
    }

    private static Statement Bind(Statement statement, long project, VerdictQuery query)
    {
        statement.Bind(project).Bind(StoredText.Key(query.Kind));
        foreach (var (_, value) in Keys(query))
        {
            if (value is not null) statement.Bind(StoredText.Key(value));
        }

        foreach (var status in query.Statuses) statement.Bind(WireName.Of(status));
        if (query.Since is { } since) statement.Bind(since.Nanoseconds);
        if (query.Until is { } until) statement.Bind(until.Nanoseconds);
        if (query.After is { } after) statement.Bind(after.CreatedAt.Nanoseconds).Bind(after.Verdict);
        return statement;
    }

    // Narrowest first.
    private static (string Column, string? Value)[] Keys(VerdictQuery query) =>
        [("run", query.Run?.Value), ("agent", query.Agent), ("service", query.Service), ("env", query.Env)];
}
