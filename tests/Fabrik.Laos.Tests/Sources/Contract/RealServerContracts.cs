using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Sources.Prometheus;
using Fabrik.Laos.Sources.Pyroscope;
using Fabrik.Laos.Sources.Sentry;

namespace Fabrik.Laos.Tests.Sources.Contract;

/// <summary>The same against a server that the usual variables name, where the switch is set to 1.</summary>
internal static class RealServer
{
    public static void SkipUnlessAsked(string name, string needs) => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("FABRIK_E2E_" + name) == "1", $"FABRIK_E2E_{name} is not 1: no real server was asked (it would need {needs})");
}

public sealed class RealSentryContract : SourceContract
{
    protected override Task<IEvidenceSource> OpenAsync()
    {
        RealServer.SkipUnlessAsked("SENTRY", "SENTRY_URL, SENTRY_AUTH_TOKEN, SENTRY_ORG, SENTRY_PROJECT and, for the fence, SENTRY_DSN");
        var dsn = Environment.GetEnvironmentVariable("SENTRY_DSN") is null ? null : "SENTRY_DSN";
        return Task.FromResult<IEvidenceSource>(SentrySource.From(new SentryConfig { DsnEnv = dsn }, Environment.GetEnvironmentVariable, TimeProvider.System));
    }
}

public sealed class RealPyroscopeContract : SourceContract
{
    protected override Task<IEvidenceSource> OpenAsync()
    {
        RealServer.SkipUnlessAsked("PYROSCOPE", "PYROSCOPE_SERVER_ADDRESS");
        return Task.FromResult<IEvidenceSource>(PyroscopeSource.From(new PyroscopeConfig(), Environment.GetEnvironmentVariable, TimeProvider.System));
    }
}

public sealed class RealPrometheusContract : SourceContract
{
    protected override Task<IEvidenceSource> OpenAsync()
    {
        RealServer.SkipUnlessAsked("PROMETHEUS", "PROMETHEUS_URL");
        return Task.FromResult<IEvidenceSource>(PrometheusSource.From(new PrometheusConfig(), Environment.GetEnvironmentVariable, TimeProvider.System));
    }
}

public sealed class RealPosthogContract : SourceContract
{
    protected override Task<IEvidenceSource> OpenAsync()
    {
        RealServer.SkipUnlessAsked("POSTHOG", "POSTHOG_HOST, POSTHOG_PERSONAL_API_KEY and POSTHOG_PROJECT_ID");
        return Task.FromResult<IEvidenceSource>(PosthogSource.From(new PosthogConfig(), Environment.GetEnvironmentVariable, TimeProvider.System));
    }
}
