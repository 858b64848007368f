using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("PostHog: events, asked by HogQL.")]
public sealed record PosthogConfig : BackendConfig
{
    [ConfigKey("Project number (POSTHOG_PROJECT_ID).")]
    public string? ProjectId { get; init; }

    [ConfigKey("The event that counts as an error.", NotEmpty = true)]
    public string ErrorEvent { get; init; } = "$exception";
}
