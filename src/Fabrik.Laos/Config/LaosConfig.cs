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

    [ConfigKey("How a limit is held against a number: interval or point.")]
    public Strictness Strict { get; init; } = Strictness.Interval;

    [ConfigKey("What an inconclusive verdict counts as for status and gates.")]
    public InconclusiveAs Inconclusive { get; init; } = InconclusiveAs.Fail;

    [ConfigKey("Which signals must be there for a pass: true, optional or false.")]
    public SignalsConfig Signals { get; init; } = new();

    [ConfigKey("How many of the worst are named.")]
    public FailureDetailsConfig FailureDetails { get; init; } = new();

    [ConfigKey("What the run's labels are called.")]
    public LabelsConfig Labels { get; init; } = new();

    [ConfigKey("The backends that hold the evidence; Fabrik's own store where none is named.")]
    public SourcesConfig Sources { get; init; } = new();

    [ConfigKey("Where hints point.")]
    public GrafanaConfig Grafana { get; init; } = new();

    [ConfigKey("Load tests by `fabrik laos run`.")]
    public LoadConfig Load { get; init; } = new();

    [ConfigKey("What a run is compared with.")]
    public BaselineConfig? Baseline { get; init; }

    [ConfigKey("What a failed lint does beside its exit code.")]
    public GateConfig Gate { get; init; } = new();
}
