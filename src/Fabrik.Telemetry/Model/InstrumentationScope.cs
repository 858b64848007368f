namespace Fabrik.Telemetry.Model;

/// <summary>Which library emitted: one per OTLP scope block.</summary>
public sealed record InstrumentationScope(string Name, string Version, AttributeMap Attributes)
{
    public static InstrumentationScope Empty { get; } = new("", "", AttributeMap.Empty);
}
