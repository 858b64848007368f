namespace Fabrik.Laos.Config;

/// <summary><c>.laosrc.yaml</c>: what a run is measured by.</summary>
public sealed record LaosConfig
{
    public string? Service { get; init; }

    /// <summary>How far back an unscoped question looks, e.g. <c>10m</c>; a run is judged over its whole length.</summary>
    public string Window { get; init; } = "10m";

    public ScopeConfig Scope { get; init; } = new();

    public ThresholdsConfig Thresholds { get; init; } = new();

    public SignalsConfig Signals { get; init; } = new();

    public FailureDetailsConfig FailureDetails { get; init; } = new();
}
