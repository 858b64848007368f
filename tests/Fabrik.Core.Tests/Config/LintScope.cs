using Fabrik.Core.Config;

namespace Fabrik.Core.Tests.Config;

[ConfigKey("What the evidence is narrowed to.")]
public sealed record LintScope
{
    [ConfigKey("The run.", Name = "run_id")]
    public string? Run { get; init; }

    [ConfigKey("The environment.")]
    public string Env { get; init; } = "local";
}
