using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

[ConfigKey("Prometheus, Mimir or VictoriaMetrics: metrics.")]
public sealed record PrometheusConfig : BackendConfig
{
    [ConfigKey("X-Scope-OrgID, where the backend has tenants.")]
    public string? Tenant { get; init; }

    [ConfigKey("Counter of CPU seconds.", NotEmpty = true)]
    public string CpuMetric { get; init; } = "process_cpu_seconds_total";

    [ConfigKey("Request duration histogram, without _bucket.", NotEmpty = true)]
    public string LatencyMetric { get; init; } = "http_server_request_duration_seconds";

    [ConfigKey("How often it scrapes.", Min = 1)]
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(15);
}
