using Fabrik.Core.Text;
using Fabrik.Store.Evidence;
using Column = Fabrik.Store.Postgres.UnnestColumn<Fabrik.Store.Postgres.Evidence.NewMetric>;

namespace Fabrik.Store.Postgres.Evidence;

internal static class MetricInsert
{
    public static UnnestInsert<NewMetric> Metrics { get; } = new(
        "metrics",
        "",
        Column.Text("project_id", m => m.Place.Project.Value),
        Column.Small("retention_class", m => m.Place.RetentionClass),
        Column.Date("week", m => m.Place.Week),
        Column.Text("name", m => m.Metric.Point.Name),
        Column.Text("unit", m => m.Metric.Point.Unit),
        Column.Text("kind", m => WireName.Of(m.Metric.Point.Kind)),
        Column.Bool("delta", m => m.Metric.Point.Delta),
        Column.Bool("monotonic", m => m.Metric.Point.Monotonic),
        Column.Long("started_at", m => m.Metric.Point.StartedAt?.Nanoseconds),
        Column.Count("time", m => m.Metric.Point.Time.Nanoseconds),
        Column.Double("value", m => m.Metric.Point.Value),
        Column.Count("count", m => m.Metric.Point.Count),
        Column.Bytes("shape", m => MetricShape.Encode(m.Metric.Point)),
        Column.Text("service", m => m.Metric.Service),
        Column.Text("run_id", m => m.Metric.Run?.Value),
        Column.Text("agent", m => m.Metric.Agent),
        Column.Text("env", m => m.Metric.Env),
        Column.Bytes("attributes", m => m.Metric.Attributes.IsEmpty ? null : m.Metric.Attributes.ToArray()));
}
