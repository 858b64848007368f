using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fabrik.Server.Telemetry;

/// <summary>
/// Sends Fabrik's own telemetry, and what ASP.NET Core says of its requests, to the collector that the standard
/// <c>OTEL_EXPORTER_OTLP_*</c> variables name. The framework's spans carry no query strings, so no login token leaves by this way.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private TelemetryExport(TracerProvider traces, MeterProvider metrics) => (_traces, _metrics) = (traces, metrics);

    public static TelemetryExport Start(string version)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("fabrik", serviceVersion: version);
        return new TelemetryExport(
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource(ServerMetrics.Name, "Microsoft.AspNetCore").AddOtlpExporter().Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(ServerMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter().Build());
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
