using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>Limits; what is absent is not judged.</summary>
public sealed record ThresholdsConfig
{
    /// <summary>False when there is nothing to judge by.</summary>
    public bool Any => LatencyMs.Set().Any() || DbTimeMs.Set().Any() || ErrorRate is not null || LogErrorRate is not null || CpuPct is not null || FunctionCpuPct.Count > 0;

    [ConfigKey("Upper limits of latency quantiles, in milliseconds.")]
    public QuantileLimits LatencyMs { get; init; } = new();

    /// <summary>Failed requests of all, 0 to 1.</summary>
    [ConfigKey("Most failed requests of all, 0 to 1.", Min = 0, Max = 1)]
    public double? ErrorRate { get; init; }

    [ConfigKey("Most CPU use, in percent of one core.", Min = 0)]
    public double? CpuPct { get; init; }

    [ConfigKey("Upper limits of database time a request, in milliseconds.")]
    public QuantileLimits DbTimeMs { get; init; } = new();

    /// <summary>Error lines of all log lines, 0 to 1.</summary>
    [ConfigKey("Most error lines of all log lines, 0 to 1.", Min = 0, Max = 1)]
    public double? LogErrorRate { get; init; }

    /// <summary>By function name as the profiler writes it.</summary>
    [ConfigKey("Most CPU time of the run that a function may take itself, in percent, by its name.", Min = 0, Max = 100)]
    public IReadOnlyDictionary<string, double> FunctionCpuPct { get; init; } = new Dictionary<string, double>();
}
