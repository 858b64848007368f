namespace Fabrik.Stories.Tests.Support;

/// <summary>Configs of the stories.</summary>
internal static class Policy
{
    /// <summary>Limits that hold on any machine, however busy.</summary>
    public const string Generous = "{ latency_ms: { p50: 5000, p95: 10000 }, error_rate: 0.05, db_time_ms: { p95: 10000 }, log_error_rate: 0.05 }";

    /// <summary>A p95 that <c>/slow</c>, which sleeps longer, breaks on any machine.</summary>
    public const string Tight = "{ latency_ms: { p95: 100 }, error_rate: 0.05, db_time_ms: { p95: 10000 }, log_error_rate: 0.01 }";

    public const string FromTheStore = "{ traces: true, errors: true, logs: true, metrics: false, profiles: false }";

    public static string Of(Uri target, string limits, string service = "checkout", string signals = FromTheStore, string more = "") => $$"""
        service: {{service}}
        scope: { run_id: '${RUN_ID}', env: test }
        thresholds: {{limits}}
        signals: {{signals}}
        load: { base_url: '{{target}}', settle: 8s, flush_interval: 1s }
        {{more}}
        """;
}
