using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("Sentry, GlitchTip or Bugsink: errors.")]
public sealed record SentryConfig : BackendConfig
{
    [ConfigKey("Organisation slug (SENTRY_ORG).")]
    public string? Org { get; init; }

    [ConfigKey("Project slug, or Bugsink's project number (SENTRY_PROJECT).")]
    public string? Project { get; init; }

    [ConfigKey("Which server it is; auto asks it.")]
    public SentryFlavour Flavour { get; init; } = SentryFlavour.Auto;

    [ConfigKey("Variable that holds the DSN, for the fence that proves completeness.", Pattern = "[A-Za-z_][A-Za-z0-9_]*")]
    public string? DsnEnv { get; init; }
}
