using System.Runtime.CompilerServices;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteMetricStore(TenantFiles tenants) : IMetricStore
{
    private const int Page = 2000;

    public async IAsyncEnumerable<MetricEntry> ReadAsync(
        ProjectScope scope, RunScope runs, string name, UnixTime? since, UnixTime? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = new ScopeFilter(runs);
        var (after, key) = (-1L, -1L);
        while (true)
        {
            var (lastTime, lastKey) = (after, key);
            var page = await tenants.ReadAsync<List<(MetricEntry Metric, long Key)>>(scope.Tenant, database =>
            {
                if (ProjectRow.Find(database, scope.Project) is not { } project) return [];
                var rows = filter.Bind(database.Prepare(
                    $"SELECT {MetricRow.Columns}, key FROM metrics WHERE {filter.Sql} AND name = ? "
                    + "AND time BETWEEN ? AND ? AND (time, key) > (?, ?) ORDER BY time, key LIMIT ?"), project)
                    .Bind(StoredText.Key(name));
                ScopeFilter.BindWindow(rows, lastTime < 0 ? since : UnixTime.FromNanoseconds(lastTime), until)
                    .Bind(lastTime).Bind(lastKey).Bind(Page);
                return Read(rows);
            }, cancellation);
            foreach (var (metric, _) in page) yield return metric;
            if (page.Count < Page) yield break;
            (after, key) = (page[^1].Metric.Point.Time.Nanoseconds, page[^1].Key);
        }
    }

    public Task<IReadOnlyList<string>> NamesAsync(ProjectScope scope, RunScope runs, CancellationToken cancellation) =>
        tenants.ReadAsync<IReadOnlyList<string>>(scope.Tenant, database =>
        {
            var names = new List<string>();
            if (ProjectRow.Find(database, scope.Project) is not { } project) return names;
            var filter = new ScopeFilter(runs);
            var rows = filter.Bind(database.Prepare($"SELECT DISTINCT name FROM metrics WHERE {filter.Sql} ORDER BY name"), project);
            while (rows.Step()) names.Add(rows.Text(0));
            rows.End();
            return names;
        }, cancellation);

    private static List<(MetricEntry Metric, long Key)> Read(Statement rows)
    {
        var metrics = new List<(MetricEntry Metric, long Key)>();
        while (rows.Step()) metrics.Add((MetricRow.Read(rows), rows.Long(15)));
        rows.End();
        return metrics;
    }
}
