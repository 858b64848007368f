using System.Globalization;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>Scopes a log line and makes its body text. Not redacted.</summary>
public static class LogMapping
{
    public static LogEntry Map(LogRecord record, ScopeKeys keys) => new()
    {
        Time = record.Time,
        SeverityNumber = record.SeverityNumber,
        SeverityText = record.SeverityText,
        EventName = record.EventName,
        Body = Body(record.Body),
        Service = PlainText.OneLine(record.Resource.Service, PlainText.MaxIdentifier),
        Run = RunNames.Of(record.Attributes, record.Resource, keys).First,
        Agent = RunClues.First(record.Attributes, keys.Agent) ?? RunClues.First(record.Resource.Attributes, keys.Agent),
        Env = RunClues.First(record.Attributes, keys.Env) ?? RunClues.First(record.Resource.Attributes, keys.Env),
        Trace = record.Trace,
        SpanId = record.SpanId?.ToString("x16", CultureInfo.InvariantCulture),
        Attributes = AttributeJson.Object(record.Attributes),
    };

    private static string Body(AttributeValue body) => body.Kind switch
    {
        AttributeKind.Empty => "",
        AttributeKind.String => PlainText.WellFormed(body.AsString!),
        _ => AttributeJson.Text(body),
    };
}
