namespace Fabrik.Llm.Deterministic;

/// <summary>A model's name and pace.</summary>
public sealed record ScriptedModel
{
    public required string Name { get; init; }

    public TimeSpan TimeToFirstToken { get; init; } = TimeSpan.FromMilliseconds(200);

    public double TokensPerSecond { get; init; } = 100;

    /// <summary>How far each wait strays from its mean, 0 to 1: 0.2 is ±20 %, evenly.</summary>
    public double Jitter { get; init; }
}
