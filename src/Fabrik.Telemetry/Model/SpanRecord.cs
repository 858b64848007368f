using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Model;

/// <summary>A span as it was sent, within the limits: valid ids and times, not yet redacted or mapped.</summary>
public sealed record SpanRecord
{
    public required TraceId Trace { get; init; }

    /// <summary>Never zero.</summary>
    public required ulong SpanId { get; init; }

    /// <summary>Null for a root.</summary>
    public ulong? ParentSpanId { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    public required UnixTime StartedAt { get; init; }

    /// <summary>Not before <see cref="StartedAt"/>: a span that ends before it starts is rejected.</summary>
    public required UnixTime EndedAt { get; init; }

    public SpanStatusCode Status { get; init; }

    public string StatusMessage { get; init; } = "";

    public AttributeMap Attributes { get; init; } = AttributeMap.Empty;

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    public required ResourceInfo Resource { get; init; }

    public required InstrumentationScope Scope { get; init; }

    /// <summary>True when a limit cut attributes, events or values; the cut values carry the marker and their hash.</summary>
    public bool Truncated { get; init; }
}
