using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("Tempo: spans.")]
public sealed record TempoConfig : BackendConfig
{
    [ConfigKey("X-Scope-OrgID, where the backend has tenants.")]
    public string? Tenant { get; init; }

    [ConfigKey("OTLP/HTTP base URL that spans are sent to, for the fence that proves completeness.", Pattern = "https?://.+")]
    public string? OtlpUrl { get; init; }
}
