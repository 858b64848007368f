using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary><c>.laosrc.yaml</c>: what a run is measured by.</summary>
[ConfigKey("What a run's performance is measured by: .laosrc.yaml or .laosrc.json.")]
public sealed record LaosConfig
{
    [ConfigKey("service.name of the service or agent that is judged.")]
    public string? Service { get; init; }

    /// <summary>How far back an unscoped question looks; a run is judged over its whole length.</summary>
    [ConfigKey("How far back an unscoped lint looks; a run is judged over its whole length.", Min = 1)]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    [ConfigKey("Which run, agent and environment.")]
    public ScopeConfig Scope { get; init; } = new();

    [ConfigKey("The limits; what is absent is not judged.")]
    public ThresholdsConfig Thresholds { get; init; } = new();

    [ConfigKey("Which signals must be there for a pass: true, optional or false.")]
    public SignalsConfig Signals { get; init; } = new();

    [ConfigKey("How many of the worst are named.")]
    public FailureDetailsConfig FailureDetails { get; init; } = new();
}
