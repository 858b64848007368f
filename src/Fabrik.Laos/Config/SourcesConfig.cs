using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>Which backends hold the evidence. A signal that none of them carries is read from Fabrik's own store.</summary>
public sealed record SourcesConfig
{
    [ConfigKey("Spans from Tempo.")]
    public TempoConfig? Tempo { get; init; }

    [ConfigKey("Log lines from Loki.")]
    public LokiConfig? Loki { get; init; }

    [ConfigKey("Errors from Sentry, GlitchTip or Bugsink.")]
    public SentryConfig? Sentry { get; init; }

    [ConfigKey("Profiles from Pyroscope.")]
    public PyroscopeConfig? Pyroscope { get; init; }

    [ConfigKey("Metrics from Prometheus.")]
    public PrometheusConfig? Prometheus { get; init; }

    [ConfigKey("Events from PostHog.")]
    public PosthogConfig? Posthog { get; init; }
}
