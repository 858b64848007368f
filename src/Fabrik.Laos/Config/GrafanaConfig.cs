using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>Where hints point.</summary>
public sealed record GrafanaConfig
{
    [ConfigKey("Grafana's base URL (GRAFANA_URL).", Pattern = "https?://.+")]
    public string? Url { get; init; }

    [ConfigKey("Grafana organisation.", Min = 1)]
    public int OrgId { get; init; } = 1;

    [ConfigKey("Data source uid by loki, tempo, prometheus, pyroscope; asked of Grafana where absent.")]
    public IReadOnlyDictionary<string, string> Datasources { get; init; } = new Dictionary<string, string>();

    [ConfigKey("Variable that holds a token which may list data sources.", Pattern = "[A-Za-z_][A-Za-z0-9_]*")]
    public string TokenEnv { get; init; } = "GRAFANA_TOKEN";
}
