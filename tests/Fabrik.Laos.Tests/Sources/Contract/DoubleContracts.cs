using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Sources.Prometheus;
using Fabrik.Laos.Sources.Pyroscope;
using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Tests.Doubles.Bugsink;
using Fabrik.Laos.Tests.Doubles.Posthog;
using Fabrik.Laos.Tests.Doubles.Prometheus;
using Fabrik.Laos.Tests.Doubles.Pyroscope;
using Fabrik.Laos.Tests.Doubles.Sentry;

namespace Fabrik.Laos.Tests.Sources.Contract;

public sealed class SentryDoubleContract : SourceContract
{
    private readonly SentryDouble _server = new();

    protected override async Task<IEvidenceSource> OpenAsync()
    {
        await _server.StartAsync();
        var config = new SentryConfig { Url = _server.Url, Org = "acme", Project = "shop", DsnEnv = "DSN" };
        return SentrySource.From(config, n => n == "DSN" ? _server.Dsn : SentryDouble.Token, TimeProvider.System);
    }

    protected override ValueTask CloseAsync() => _server.DisposeAsync();
}

public sealed class BugsinkDoubleContract : SourceContract
{
    private readonly BugsinkDouble _server = new();

    protected override async Task<IEvidenceSource> OpenAsync()
    {
        await _server.StartAsync();
        return SentrySource.From(new SentryConfig { Url = _server.Url, Project = "1", DsnEnv = "DSN" }, n => n == "DSN" ? _server.Dsn : BugsinkDouble.Token, TimeProvider.System);
    }

    protected override ValueTask CloseAsync() => _server.DisposeAsync();
}

public sealed class PyroscopeDoubleContract : SourceContract
{
    private readonly PyroscopeDouble _server = new();

    protected override async Task<IEvidenceSource> OpenAsync()
    {
        await _server.StartAsync();
        return PyroscopeSource.From(new PyroscopeConfig { Url = _server.Url }, Some.NoVariables, TimeProvider.System);
    }

    protected override ValueTask CloseAsync() => _server.DisposeAsync();
}

public sealed class PrometheusDoubleContract : SourceContract
{
    private readonly PrometheusDouble _server = new();

    protected override async Task<IEvidenceSource> OpenAsync()
    {
        await _server.StartAsync();
        return PrometheusSource.From(new PrometheusConfig { Url = _server.Url }, Some.NoVariables, TimeProvider.System);
    }

    protected override ValueTask CloseAsync() => _server.DisposeAsync();
}

public sealed class PosthogDoubleContract : SourceContract
{
    private readonly PosthogDouble _server = new();

    protected override async Task<IEvidenceSource> OpenAsync()
    {
        await _server.StartAsync();
        return PosthogSource.From(new PosthogConfig { Url = _server.Url, ProjectId = "7" }, n => n == "POSTHOG_PERSONAL_API_KEY" ? PosthogDouble.Key : null, TimeProvider.System);
    }

    protected override ValueTask CloseAsync() => _server.DisposeAsync();
}
