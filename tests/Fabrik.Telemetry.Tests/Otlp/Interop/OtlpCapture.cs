using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabrik.Telemetry.Tests.Otlp.Interop;

/// <summary>A real server on loopback, HTTP/1.1 on one port and HTTP/2 without TLS on another, that reads what real exporters send.</summary>
public sealed class OtlpCapture : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();

    private OtlpCapture(WebApplication app) => _app = app;

    public Uri Http { get; private set; } = null!;

    public Uri Grpc { get; private set; } = null!;

    public List<OtlpBatch<SpanRecord>> Traces { get; } = [];

    public List<OtlpBatch<LogRecord>> Logs { get; } = [];

    public List<OtlpBatch<MetricPoint>> Metrics { get; } = [];

    /// <summary>Content type and encoding of each request, and what was wrong with it.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OtlpCapture> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var capture = new OtlpCapture(builder.Build());
        capture._app.Run(capture.HandleAsync);
        await capture._app.StartAsync();
        var addresses = capture._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (capture.Http, capture.Grpc) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return capture;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var grpc = http.Request.ContentType?.StartsWith(GrpcFrame.ContentType, StringComparison.Ordinal) == true;
        var signal = Enum.GetValues<OtlpSignal>().Single(s => http.Request.Path == (grpc ? OtlpRoute.GrpcPath(s) : OtlpRoute.HttpPath(s)));
        ReadOnlyMemory<byte> body = buffer.ToArray();
        var compressed = http.Request.Headers.ContentEncoding == "gzip";
        string? error = null;
        if (grpc) GrpcFrame.TryRead(body, out body, out compressed, out error);

        GzipBody? inflated = null;
        if (compressed && error is null)
        {
            inflated = GzipBody.Inflate(body, OtlpLimits.Default);
            (error, body) = (inflated.Error, inflated.Error is null ? inflated.Bytes : default);
        }

        var format = http.Request.ContentType == "application/json" ? OtlpFormat.Json : OtlpFormat.Protobuf;
        error ??= Keep(signal, format, body.Span);
        inflated?.Dispose();
        lock (_gate) Requests.Add($"{http.Request.Protocol} {http.Request.ContentType}{(compressed ? " gzip" : "")}{(error is null ? "" : " " + error)}");

        var answer = OtlpAnswer.Success(format, signal, 0, null);
        if (grpc)
        {
            http.Response.ContentType = GrpcFrame.ContentType;
            await http.Response.Body.WriteAsync(GrpcFrame.Write(answer));
            http.Response.AppendTrailer("grpc-status", "0");
        }
        else
        {
            http.Response.ContentType = OtlpAnswer.ContentType(format);
            await http.Response.Body.WriteAsync(answer);
        }
    }

    private string? Keep(OtlpSignal signal, OtlpFormat format, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            string? error;
            switch (signal)
            {
                case OtlpSignal.Traces:
                    if (OtlpTraces.TryRead(body, format, OtlpLimits.Default, out var spans, out error)) Traces.Add(spans);
                    return error ?? spans!.Reason;
                case OtlpSignal.Logs:
                    if (OtlpLogs.TryRead(body, format, OtlpLimits.Default, out var logs, out error)) Logs.Add(logs);
                    return error ?? logs!.Reason;
                default:
                    if (OtlpMetrics.TryRead(body, format, OtlpLimits.Default, out var points, out error)) Metrics.Add(points);
                    return error ?? points!.Reason;
            }
        }
    }
}
