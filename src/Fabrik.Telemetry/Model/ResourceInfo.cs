namespace Fabrik.Telemetry.Model;

/// <summary>Who emitted: one per OTLP resource block, shared by everything in it.</summary>
public sealed record ResourceInfo(AttributeMap Attributes)
{
    public static ResourceInfo Empty { get; } = new(AttributeMap.Empty);

    public string? Service => Attributes.Text("service.name");
}
