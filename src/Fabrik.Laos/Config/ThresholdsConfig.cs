namespace Fabrik.Laos.Config;

/// <summary>Limits; what is absent is not judged.</summary>
public sealed record ThresholdsConfig
{
    public QuantileLimits LatencyMs { get; init; } = new();

    /// <summary>Failed requests of all, 0 to 1.</summary>
    public double? ErrorRate { get; init; }

    public double? CpuPct { get; init; }

    public QuantileLimits DbTimeMs { get; init; } = new();

    /// <summary>Error lines of all log lines, 0 to 1.</summary>
    public double? LogErrorRate { get; init; }
}
