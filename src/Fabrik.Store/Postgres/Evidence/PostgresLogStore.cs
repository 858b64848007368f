using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;
using Npgsql;

namespace Fabrik.Store.Postgres.Evidence;

internal sealed class PostgresLogStore(NpgsqlDataSource source) : ILogStore
{
    private const int MaxLimit = 10_000;
    private const int ErrorSeverity = 17;

    public async Task<IReadOnlyList<LogEntry>> FindAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation)
    {
        var filter = Filter(scope, query);
        var limit = filter.Next(Pg.Int(Math.Clamp(query.Limit, 1, MaxLimit)));
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await session.QueryAsync(
            session.Command(
                $"""
                SELECT time, severity_number, severity_text, event_name, body, service, run_id, agent, env, trace_id, span_id, attributes
                FROM logs WHERE {filter} ORDER BY time DESC, added DESC LIMIT {limit}
                """,
                filter.Parameters),
            Read,
            cancellation);
    }

    public async Task<LogCounts> CountAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation)
    {
        var filter = Filter(scope, query);
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        var counts = await session.QueryAsync(
            session.Command(
                $"SELECT count(*), count(*) FILTER (WHERE severity_number >= {ErrorSeverity}), max(time) FROM logs WHERE {filter}", filter.Parameters),
            r => new LogCounts(r.GetInt64(0), r.GetInt64(1), r.IsDBNull(2) ? null : UnixTime.FromNanoseconds(r.GetInt64(2))),
            cancellation);
        return counts[0];
    }

    private static ScopeFilter Filter(ProjectScope scope, LogQuery query)
    {
        var filter = new ScopeFilter(scope)
            .Run(query.Scope.Run)
            .Key("service", query.Scope.Service)
            .Key("agent", query.Scope.Agent)
            .Key("env", query.Scope.Env)
            .From("time", query.Since)
            .Until("time", query.Until);
        if (query.MinSeverity > 0) filter.Add("severity_number >= {0}", Pg.Int(query.MinSeverity));
        return query.Contains is { Length: > 0 } text ? filter.Add("strpos(body, {0}) > 0", Pg.Text(StoredText.Clean(text))) : filter;
    }

    private static LogEntry Read(NpgsqlDataReader r) => new()
    {
        Time = UnixTime.FromNanoseconds(r.GetInt64(0)),
        SeverityNumber = r.GetInt32(1),
        SeverityText = r.GetString(2),
        EventName = r.GetString(3),
        Body = r.GetString(4),
        Service = Text(r, 5),
        Run = Text(r, 6) is { } run ? RunId.Parse(run) : null,
        Agent = Text(r, 7),
        Env = Text(r, 8),
        Trace = r.IsDBNull(9) ? null : TraceKey.Read(r.GetGuid(9)),
        SpanId = Text(r, 10),
        Attributes = r.IsDBNull(11) ? default(ReadOnlyMemory<byte>) : r.GetFieldValue<byte[]>(11),
    };

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
