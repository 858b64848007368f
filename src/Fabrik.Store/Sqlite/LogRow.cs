using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Sqlite;

/// <summary>The columns of a log line, in the one order in which they are read and written.</summary>
internal static class LogRow
{
    public const string Columns = "time, severity, severity_text, event_name, body, service, run, agent, env, trace, span, attributes";

    /// <param name="run">The run it names, else its trace's.</param>
    public static void Insert(Database database, long project, LogEntry log, RunId? run) => database.Prepare(
        $"INSERT INTO logs ({Columns}, project, run_named) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(log.Time.Nanoseconds)
        .Bind(log.SeverityNumber)
        .Bind(log.SeverityText)
        .Bind(log.EventName)
        .Bind(log.Body)
        .Bind(log.Service)
        .Bind(run?.Value)
        .Bind(log.Agent)
        .Bind(log.Env)
        .Bind(log.Trace)
        .Bind(log.SpanId)
        .BindBlob(log.Attributes.IsEmpty ? null : log.Attributes.ToArray())
        .Bind(project)
        .Bind(log.Run is not null)
        .Run();

    public static LogEntry Read(Statement row) => new()
    {
        Time = UnixTime.FromNanoseconds(row.Long(0)),
        SeverityNumber = (int)row.Long(1),
        SeverityText = row.Text(2),
        EventName = row.Text(3),
        Body = row.Text(4),
        Service = row.TextOrNull(5),
        Run = row.TextOrNull(6) is { } run ? RunId.Parse(run) : null,
        Agent = row.TextOrNull(7),
        Env = row.TextOrNull(8),
        Trace = Columnar.Trace(row, 9),
        SpanId = row.TextOrNull(10),
        Attributes = row.Blob(11).ToArray(),
    };
}
