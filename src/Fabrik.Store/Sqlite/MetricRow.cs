using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Sqlite;

/// <summary>The columns of a metric point, in the one order in which they are read and written.</summary>
internal static class MetricRow
{
    public const string Columns =
        "name, unit, kind, delta, monotonic, started_at, time, value, count, shape, service, run, agent, env, attributes";

    public static void Insert(Database database, long project, MetricEntry metric) => database.Prepare(
        $"INSERT INTO metrics ({Columns}, project) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(metric.Point.Name)
        .Bind(metric.Point.Unit)
        .Bind(WireName.Of(metric.Point.Kind))
        .Bind(metric.Point.Delta)
        .Bind(metric.Point.Monotonic)
        .Bind(metric.Point.StartedAt?.Nanoseconds)
        .Bind(metric.Point.Time.Nanoseconds)
        .Bind(metric.Point.Value)
        .Bind(metric.Point.Count)
        .BindBlob(MetricShape.Encode(metric.Point))
        .Bind(metric.Service)
        .Bind(metric.Run?.Value)
        .Bind(metric.Agent)
        .Bind(metric.Env)
        .BindBlob(metric.Attributes.IsEmpty ? null : metric.Attributes.ToArray())
        .Bind(project)
        .Run();

    public static MetricEntry Read(Statement row)
    {
        var (bounds, counts, quantiles) = MetricShape.Decode(row.Blob(9));
        return new MetricEntry
        {
            Point = new MetricPoint
            {
                Name = row.Text(0),
                Unit = row.Text(1),
                Kind = WireName.Parse<MetricKind>(row.Text(2)),
                Delta = row.Flag(3),
                Monotonic = row.Flag(4),
                StartedAt = Columnar.Time(row, 5),
                Time = UnixTime.FromNanoseconds(row.Long(6)),
                Value = row.DoubleOrNull(7),
                Count = row.Long(8),
                Bounds = bounds,
                BucketCounts = counts,
                Quantiles = quantiles,
                Resource = ResourceInfo.Empty,
                Scope = InstrumentationScope.Empty,
            },
            Service = row.TextOrNull(10),
            Run = row.TextOrNull(11) is { } run ? RunId.Parse(run) : null,
            Agent = row.TextOrNull(12),
            Env = row.TextOrNull(13),
            Attributes = row.Blob(14).ToArray(),
        };
    }
}
