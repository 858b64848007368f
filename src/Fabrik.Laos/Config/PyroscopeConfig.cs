using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("Pyroscope: profiles.")]
public sealed record PyroscopeConfig : BackendConfig
{
    [ConfigKey("X-Scope-OrgID, where the backend has tenants.")]
    public string? Tenant { get; init; }
}
