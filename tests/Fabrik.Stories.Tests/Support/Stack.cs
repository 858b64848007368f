using Fabrik.Laos.Tests.Doubles.Loki;
using Fabrik.Laos.Tests.Doubles.Pyroscope;
using Fabrik.Laos.Tests.Doubles.Sentry;
using Fabrik.Laos.Tests.Doubles.Tempo;
using Fabrik.Laos.Tests.Samples;

namespace Fabrik.Stories.Tests.Support;

/// <summary>LAOS and the sample that sends to it: Tempo, Loki, Sentry and Pyroscope behind a collector.</summary>
internal sealed class Stack : IAsyncDisposable
{
    public TempoDouble Tempo { get; private set; } = null!;

    public LokiDouble Loki { get; private set; } = null!;

    public SentryDouble Sentry { get; private set; } = null!;

    public PyroscopeDouble Pyroscope { get; private set; } = null!;

    public Collector Collector { get; private set; } = null!;

    public CheckoutService Service { get; private set; } = null!;

    public static async Task<Stack> StartAsync()
    {
        var stack = new Stack
        {
            Tempo = await TempoDouble.StartAsync(),
            Loki = await LokiDouble.StartAsync(),
            Sentry = await new SentryDouble().StartAsync(),
            Pyroscope = await new PyroscopeDouble().StartAsync(),
        };
        stack.Tempo.EndCutoff = TimeSpan.Zero;
        stack.Collector = await Collector.StartAsync(stack);
        stack.Service = await CheckoutService.StartAsync(stack.Collector.Url);
        return stack;
    }

    /// <summary>A desk whose config names every backend.</summary>
    public Desk Desk(string limits)
    {
        var desk = new Desk(Policy.Of(Service.Url, limits, signals: "{ traces: true, errors: true, logs: true, metrics: false, profiles: true }", more: $$"""
            sources:
              tempo: { url: '{{Tempo.Url}}', otlp_url: '{{Tempo.Url}}', deadline: 3s }
              loki: { url: '{{Loki.Url}}' }
              sentry: { url: '{{Sentry.Url}}', org: acme, project: shop, dsn_env: SENTRY_DSN }
              pyroscope: { url: '{{Pyroscope.Url}}' }
            """));
        desk.Variables["SENTRY_AUTH_TOKEN"] = SentryDouble.Token;
        desk.Variables["SENTRY_DSN"] = Sentry.Dsn;
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        await Collector.DisposeAsync();
        await Pyroscope.DisposeAsync();
        await Sentry.DisposeAsync();
        await Loki.DisposeAsync();
        await Tempo.DisposeAsync();
    }
}
