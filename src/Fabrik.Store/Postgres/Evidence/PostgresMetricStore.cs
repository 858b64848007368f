using System.Runtime.CompilerServices;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;
using Npgsql;

namespace Fabrik.Store.Postgres.Evidence;

internal sealed class PostgresMetricStore(NpgsqlDataSource source) : IMetricStore
{
    public async IAsyncEnumerable<MetricEntry> ReadAsync(
        ProjectScope scope, RunScope runs, string name, UnixTime? since, UnixTime? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = Filter(scope, runs).Key("name", name).From("time", since).Until("time", until);
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        await using var command = session.Command(
            $"""
            SELECT name, unit, kind, delta, monotonic, started_at, time, value, count, shape, service, run_id, agent, env, attributes
            FROM metrics WHERE {filter} ORDER BY time
            """,
            filter.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return Read(reader);
    }

    public async Task<IReadOnlyList<string>> NamesAsync(ProjectScope scope, RunScope runs, CancellationToken cancellation)
    {
        var filter = Filter(scope, runs);
        await using var session = await TenantSession.OpenAsync(source, scope.Tenant, cancellation);
        return await session.QueryAsync(
            session.Command($"SELECT DISTINCT name FROM metrics WHERE {filter} ORDER BY name", filter.Parameters), r => r.GetString(0), cancellation);
    }

    private static ScopeFilter Filter(ProjectScope scope, RunScope runs) =>
        new ScopeFilter(scope).Run(runs.Run).Key("service", runs.Service).Key("agent", runs.Agent).Key("env", runs.Env);

    private static MetricEntry Read(NpgsqlDataReader r)
    {
        var (bounds, counts, quantiles) = MetricShape.Decode(r.IsDBNull(9) ? [] : r.GetFieldValue<byte[]>(9));
        return new MetricEntry
        {
            Point = new MetricPoint
            {
                Name = r.GetString(0),
                Unit = r.GetString(1),
                Kind = WireName.Parse<MetricKind>(r.GetString(2)),
                Delta = r.GetBoolean(3),
                Monotonic = r.GetBoolean(4),
                StartedAt = r.IsDBNull(5) ? null : UnixTime.FromNanoseconds(r.GetInt64(5)),
                Time = UnixTime.FromNanoseconds(r.GetInt64(6)),
                Value = r.IsDBNull(7) ? null : r.GetDouble(7),
                Count = r.GetInt64(8),
                Bounds = bounds,
                BucketCounts = counts,
                Quantiles = quantiles,
                Resource = ResourceInfo.Empty,
                Scope = InstrumentationScope.Empty,
            },
            Service = Text(r, 10),
            Run = Text(r, 11) is { } run ? RunId.Parse(run) : null,
            Agent = Text(r, 12),
            Env = Text(r, 13),
            Attributes = r.IsDBNull(14) ? default(ReadOnlyMemory<byte>) : r.GetFieldValue<byte[]>(14),
        };
    }

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
