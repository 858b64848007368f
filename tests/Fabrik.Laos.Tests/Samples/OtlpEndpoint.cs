using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabrik.Laos.Tests.Samples;

/// <summary>An OTLP endpoint, protobuf over HTTP, that keeps the spans and log lines it is sent.</summary>
internal sealed class OtlpEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<SpanRecord> _spans = [];
    private readonly List<LogRecord> _logs = [];

    private OtlpEndpoint(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public IReadOnlyList<SpanRecord> Spans
    {
        get
        {
            lock (_gate) return [.. _spans];
        }
    }

    public IReadOnlyList<LogRecord> Logs
    {
        get
        {
            lock (_gate) return [.. _logs];
        }
    }

    public static async Task<OtlpEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var endpoint = new OtlpEndpoint(builder.Build());
        endpoint._app.Run(endpoint.HandleAsync);
        await endpoint._app.StartAsync();
        endpoint.Url = new Uri(endpoint._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return endpoint;
    }

    public async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds()) await Task.Delay(20, limit.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        lock (_gate)
        {
            if (http.Request.Path == OtlpRoute.HttpPath(OtlpSignal.Traces) && OtlpTraces.TryRead(body.ToArray(), OtlpFormat.Protobuf, OtlpLimits.Default, out var spans, out _)) _spans.AddRange(spans.Items);
            if (http.Request.Path == OtlpRoute.HttpPath(OtlpSignal.Logs) && OtlpLogs.TryRead(body.ToArray(), OtlpFormat.Protobuf, OtlpLimits.Default, out var logs, out _)) _logs.AddRange(logs.Items);
        }

        http.Response.ContentType = "application/x-protobuf";
    }
}
