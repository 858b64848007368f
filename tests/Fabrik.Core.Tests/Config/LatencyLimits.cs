using Fabrik.Core.Config;

namespace Fabrik.Core.Tests.Config;

public sealed record LatencyLimits
{
    [ConfigKey("The median.", Min = 0)]
    public double? P50 { get; init; }

    [ConfigKey("One in twenty is slower.", Min = 0)]
    public double? P95 { get; init; }

    [ConfigKey("One in a thousand is slower.", Name = "p99.9", Min = 0)]
    public double? P999 { get; init; }
}
