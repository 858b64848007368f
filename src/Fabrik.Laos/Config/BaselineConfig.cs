using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>What a run is compared with, and how much worse it may be.</summary>
public sealed record BaselineConfig
{
    [ConfigKey("A chosen run; else the last accepted ones of the same fingerprint.")]
    public string? Run { get; init; }

    [ConfigKey("How many accepted runs of the same fingerprint.", Min = 1, Max = 100)]
    public int Last { get; init; } = 10;

    [ConfigKey("Largest relative increase of latency quantiles, 0.1 is 10 %.", Min = 0, Max = 100)]
    public double MaxIncrease { get; init; } = 0.1;

    [ConfigKey("An increase below this many milliseconds never counts.", Min = 0)]
    public double FloorMs { get; init; } = 5;

    [ConfigKey("Smallest Cliff's delta that counts.", Min = 0, Max = 1)]
    public double MinEffect { get; init; } = 0.147;

    [ConfigKey("False alarms that may be raised by chance, over all metrics compared.", Min = 0.0001, Max = 0.5)]
    public double Alpha { get; init; } = 0.05;
}
