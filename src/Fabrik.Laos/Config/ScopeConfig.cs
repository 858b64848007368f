using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

public sealed record ScopeConfig
{
    [ConfigKey("Run to judge where the command line names none.")]
    public string? RunId { get; init; }

    [ConfigKey("Only evidence of this environment.")]
    public string? Env { get; init; }

    [ConfigKey("Only evidence of this agent.")]
    public string? Agent { get; init; }
}
