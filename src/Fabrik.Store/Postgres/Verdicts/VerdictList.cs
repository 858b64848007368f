using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Verdicts;

/// <summary>Lists verdicts by one backward walk of the index whose filter is asked for.</summary>
internal static class VerdictList
{
    public static async Task<Page<StoredVerdict, VerdictCursor>> ReadAsync(
        TenantSession session, ProjectScope scope, VerdictQuery query, CancellationToken cancellation)
    {
        var limit = Math.Clamp(query.Limit, 1, VerdictQuery.MaxLimit);
        var verdicts = await session.QueryAsync(Command(session, scope, query, limit + 1), VerdictRow.Read, cancellation);
        if (verdicts.Count <= limit) return new Page<StoredVerdict, VerdictCursor>(verdicts, null);
        verdicts.RemoveAt(limit);
        return new Page<StoredVerdict, VerdictCursor>(verdicts, new VerdictCursor(verdicts[^1].CreatedAt, verdicts[^1].Id));
    }

    /// <summary>The statement, also for whoever must know how it is planned.</summary>
    public static NpgsqlCommand Command(TenantSession session, ProjectScope scope, VerdictQuery query, int limit)
    {
        var filter = new ScopeFilter(scope)
            .Key("kind", query.Kind)
            .Run(query.Run)
            .Key("service", query.Service)
            .Key("agent", query.Agent)
            .Key("env", query.Env)
            .From("created_at", query.Since)
            .Until("created_at", query.Until);
        if (query.Statuses is [var only]) filter.Key("status", WireName.Of(only));
        else if (query.Statuses.Count > 1) filter.Add("status = ANY({0})", Pg.Array(query.Statuses.Select(WireName.Of).ToArray(), NpgsqlDbType.Text));
        var after = query.After is { } a
            ? $" AND (created_at, verdict_id) < ({filter.Next(Pg.Long(a.CreatedAt.Nanoseconds))}, {filter.Next(Pg.Uuid(a.Verdict.Value))})"
            : "";
        var rows = filter.Next(Pg.Int(limit));
        return session.Command(
            $"SELECT {VerdictRow.Columns} FROM verdicts v WHERE {filter}{after} ORDER BY created_at DESC, verdict_id DESC LIMIT {rows}", filter.Parameters);
    }
}
