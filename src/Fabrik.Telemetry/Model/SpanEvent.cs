using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Model;

public sealed record SpanEvent(UnixTime Time, string Name, AttributeMap Attributes);
