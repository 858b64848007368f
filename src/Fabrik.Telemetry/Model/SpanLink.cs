using Fabrik.Core.Scope;

namespace Fabrik.Telemetry.Model;

/// <summary>A causal link to a span of this or another trace.</summary>
public sealed record SpanLink(TraceId Trace, ulong SpanId, AttributeMap Attributes);
