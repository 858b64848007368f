using Fabrik.Core.Config;

namespace Fabrik.Core.Tests.Config;

public sealed record LintThresholds
{
    [ConfigKey("Quantiles of latency, in milliseconds.")]
    public LatencyLimits? LatencyMs { get; init; }

    [ConfigKey("Share of failed requests.", Min = 0, Max = 1)]
    public double? ErrorRate { get; init; }
}
