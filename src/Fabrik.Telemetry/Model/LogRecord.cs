using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Model;

/// <summary>A log line as it was sent, within the limits.</summary>
public sealed record LogRecord
{
    /// <summary>The event's time, else the time it was observed.</summary>
    public required UnixTime Time { get; init; }

    /// <summary>OTLP severity number, 1 to 24 (17 and above are errors); 0 when unset.</summary>
    public int SeverityNumber { get; init; }

    public string SeverityText { get; init; } = "";

    public string EventName { get; init; } = "";

    public AttributeValue Body { get; init; }

    public TraceId? Trace { get; init; }

    public ulong? SpanId { get; init; }

    public AttributeMap Attributes { get; init; } = AttributeMap.Empty;

    public required ResourceInfo Resource { get; init; }

    public required InstrumentationScope Scope { get; init; }

    public bool Truncated { get; init; }
}
