using Fabrik.Core.Scope;

namespace Fabrik.Telemetry.Model;

/// <summary>A metric point as it is kept: scoped, with its attributes redacted.</summary>
public sealed record MetricEntry
{
    /// <summary>The point; its own attribute map, resource and scope are not stored again.</summary>
    public required MetricPoint Point { get; init; }

    public string? Service { get; init; }

    public RunId? Run { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    /// <summary>UTF-8 JSON object; empty for none.</summary>
    public ReadOnlyMemory<byte> Attributes { get; init; }
}
