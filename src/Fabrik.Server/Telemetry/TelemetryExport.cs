using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fabrik.Server.Telemetry;

/// <summary>
/// Sends Fabrik's own telemetry, and what ASP.NET Core says of its requests, to a collector until it is disposed. The
/// framework's spans carry no query strings, so no login token leaves by this way.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private TelemetryExport(TracerProvider traces, MeterProvider metrics) => (_traces, _metrics) = (traces, metrics);

    /// <param name="endpoint">The collector's base URL.</param>
    /// <exception cref="FormatException">It is no URL.</exception>
    public static TelemetryExport Start(string endpoint, string version)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            throw new FormatException($"OTEL_EXPORTER_OTLP_ENDPOINT '{endpoint}' is not a URL: expected one such as http://127.0.0.1:4317.");
        var resource = ResourceBuilder.CreateDefault().AddService("fabrik", serviceVersion: version);
        return new TelemetryExport(
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource(ServerMetrics.Name, "Microsoft.AspNetCore").AddOtlpExporter(o => Point(o, endpoint, "/v1/traces")).Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(ServerMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter(o => Point(o, endpoint, "/v1/metrics")).Build());
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    /// <summary>Over HTTP each signal has its own path below the base URL (OTLP exporter specification).</summary>
    private static void Point(OtlpExporterOptions options, string endpoint, string path) =>
        options.Endpoint = new Uri(options.Protocol == OtlpExportProtocol.HttpProtobuf ? endpoint.TrimEnd('/') + path : endpoint);
}
