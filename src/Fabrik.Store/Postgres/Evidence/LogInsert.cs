using Column = Fabrik.Store.Postgres.UnnestColumn<Fabrik.Store.Postgres.Evidence.NewLog>;

namespace Fabrik.Store.Postgres.Evidence;

internal static class LogInsert
{
    public static UnnestInsert<NewLog> Logs { get; } = new(
        "logs",
        "",
        Column.Text("project_id", l => l.Place.Project.Value),
        Column.Small("retention_class", l => l.Place.RetentionClass),
        Column.Date("week", l => l.Place.Week),
        Column.Count("added", l => l.Added),
        Column.Count("time", l => l.Log.Time.Nanoseconds),
        Column.Int("severity_number", l => l.Log.SeverityNumber),
        Column.Text("severity_text", l => l.Log.SeverityText),
        Column.Text("event_name", l => l.Log.EventName),
        Column.Text("body", l => l.Log.Body),
        Column.Text("service", l => l.Log.Service),
        Column.Text("run_id", l => l.Log.Run?.Value),
        Column.Bool("run_named", l => l.RunNamed),
        Column.Text("agent", l => l.Log.Agent),
        Column.Text("env", l => l.Log.Env),
        Column.Uuid("trace_id", l => l.Log.Trace is { } trace ? TraceKey.Of(trace) : null),
        Column.Text("span_id", l => l.Log.SpanId),
        Column.Bytes("attributes", l => l.Log.Attributes.IsEmpty ? null : l.Log.Attributes.ToArray()));
}
