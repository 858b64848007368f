using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>What the labels of laos.md §4.3.1 are called; the first name that is found counts.</summary>
public sealed record LabelsConfig
{
    [ConfigKey("Names of the run id's label.", NotEmpty = true)]
    public IReadOnlyList<string> RunId { get; init; } = ["run_id", "run.id", "fabrik_run_id", "fabrik.run_id"];

    [ConfigKey("Names of the agent's label.", NotEmpty = true)]
    public IReadOnlyList<string> Agent { get; init; } = ["agent", "vm"];

    [ConfigKey("Names of the environment's label.", NotEmpty = true)]
    public IReadOnlyList<string> Env { get; init; } = ["env", "deployment.environment.name", "deployment.environment"];
}
