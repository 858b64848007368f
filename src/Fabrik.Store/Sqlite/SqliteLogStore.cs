using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteLogStore(TenantFiles tenants) : ILogStore
{
    private const int MaxLimit = 10_000;

    // OTLP's ERROR and FATAL.
    private const int FirstErrorSeverity = 17;

    public Task<IReadOnlyList<LogEntry>> FindAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation) =>
        tenants.ReadAsync<IReadOnlyList<LogEntry>>(scope.Tenant, database =>
        {
            var logs = new List<LogEntry>();
            if (ProjectRow.Find(database, scope.Project) is not { } project) return logs;
            var rows = Prepare(database, project, query, $"SELECT {LogRow.Columns}", " ORDER BY time DESC, key DESC LIMIT ?")
                .Bind(Math.Clamp(query.Limit, 1, MaxLimit));
            while (rows.Step()) logs.Add(LogRow.Read(rows));
            rows.End();
            return logs;
        }, cancellation);

    public Task<LogCounts> CountAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation) =>
        tenants.ReadAsync(scope.Tenant, database =>
        {
            if (ProjectRow.Find(database, scope.Project) is not { } project) return new LogCounts(0, 0, null);
            var row = Prepare(database, project, query, $"SELECT count(*), coalesce(sum(severity >= {FirstErrorSeverity}), 0), max(time)", "");
            row.Step();
            var counts = new LogCounts(row.Long(0), row.Long(1), Columnar.Time(row, 2));
            row.End();
            return counts;
        }, cancellation);

    private static Statement Prepare(Database database, long project, LogQuery query, string select, string order)
    {
        var filter = new ScopeFilter(query.Scope);
        var sql = $"{select} FROM logs WHERE {filter.Sql} AND time BETWEEN ? AND ?"
            + (query.MinSeverity > 0 ? " AND severity >= ?" : "")
            + (query.Contains is null ? "" : " AND instr(body, ?) > 0")
            + order;
        var statement = ScopeFilter.BindWindow(filter.Bind(database.Prepare(sql), project), query.Since, query.Until);
        if (query.MinSeverity > 0) statement.Bind(query.MinSeverity);
        if (query.Contains is not null) statement.Bind(StoredText.Clean(query.Contains));
        return statement;
    }
}
