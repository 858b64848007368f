using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>How many of the worst are named.</summary>
public sealed record FailureDetailsConfig
{
    [ConfigKey("Slowest spans.", Min = 0, Max = 100)]
    public int TopSpans { get; init; } = 3;

    [ConfigKey("Most frequent errors.", Min = 0, Max = 100)]
    public int TopErrors { get; init; } = 3;

    [ConfigKey("Slowest routes.", Min = 0, Max = 100)]
    public int TopRoutes { get; init; } = 3;
}
