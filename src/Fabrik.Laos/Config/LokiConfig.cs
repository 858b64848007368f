using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("Loki: log lines.")]
public sealed record LokiConfig : BackendConfig
{
    [ConfigKey("X-Scope-OrgID, where the backend has tenants.")]
    public string? Tenant { get; init; }

    [ConfigKey("Write a fence line after the load, which proves that all lines before it have arrived.")]
    public bool Fence { get; init; } = true;
}
