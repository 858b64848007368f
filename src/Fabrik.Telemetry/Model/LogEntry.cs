using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Model;

/// <summary>A log line as it is kept: scoped, redacted, and narrow enough to count millions.</summary>
public sealed record LogEntry
{
    public required UnixTime Time { get; init; }

    public int SeverityNumber { get; init; }

    public string SeverityText { get; init; } = "";

    public string EventName { get; init; } = "";

    /// <summary>Plain text; structured bodies as compact JSON.</summary>
    public required string Body { get; init; }

    public string? Service { get; init; }

    public RunId? Run { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    public TraceId? Trace { get; init; }

    /// <summary>16 hex digits.</summary>
    public string? SpanId { get; init; }

    /// <summary>UTF-8 JSON object; empty for none.</summary>
    public ReadOnlyMemory<byte> Attributes { get; init; }
}
