namespace Fabrik.Telemetry.Otlp;

/// <summary>Where each signal is sent, and what one item of it is called (OTLP specification, sections OTLP/HTTP and OTLP/gRPC).</summary>
public static class OtlpRoute
{
    public static string HttpPath(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "/v1/traces",
        OtlpSignal.Logs => "/v1/logs",
        _ => "/v1/metrics",
    };

    public static string GrpcPath(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
        OtlpSignal.Logs => "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
        _ => "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
    };

    internal static string Items(OtlpSignal signal, int count = 2) => (signal switch
    {
        OtlpSignal.Traces => "span",
        OtlpSignal.Logs => "log record",
        _ => "data point",
    }) + (count == 1 ? "" : "s");

    /// <summary>The name of the one field of a request.</summary>
    internal static string RootField(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "resourceSpans",
        OtlpSignal.Logs => "resourceLogs",
        _ => "resourceMetrics",
    };
}
