using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record LogView
{
    public required UnixTime Time { get; init; }

    public required int SeverityNumber { get; init; }

    public required string SeverityText { get; init; }

    public required string EventName { get; init; }

    public required string Body { get; init; }

    public required string? Service { get; init; }

    public required string? TraceId { get; init; }

    public required string? SpanId { get; init; }

    public required AttributesJson Attributes { get; init; }

    public static LogView Of(LogEntry log) => new()
    {
        Time = log.Time,
        SeverityNumber = log.SeverityNumber,
        SeverityText = log.SeverityText,
        EventName = log.EventName,
        Body = log.Body,
        Service = log.Service,
        TraceId = log.Trace?.ToString(),
        SpanId = log.SpanId,
        Attributes = new AttributesJson(log.Attributes),
    };
}
