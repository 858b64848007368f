using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>A model's name and pace.</summary>
public sealed record ScriptedModel
{
    [ConfigKey("The model's name, as callers ask for it.", NotEmpty = true)]
    public required string Name { get; init; }

    [ConfigKey("Mean wait before the first token.", Min = 0, Max = 600)]
    public TimeSpan TimeToFirstToken { get; init; } = TimeSpan.FromMilliseconds(200);

    [ConfigKey("Mean rate after it.", Min = 0.1, Max = 1000000)]
    public double TokensPerSecond { get; init; } = 100;

    /// <summary>How far each wait strays from its mean, 0 to 1: 0.2 is ±20 %, evenly.</summary>
    [ConfigKey("How far each wait strays from its mean: 0.2 is ±20 %.", Min = 0, Max = 1)]
    public double Jitter { get; init; }
}
