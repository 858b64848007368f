namespace Fabrik.Telemetry.Otlp;

public enum OtlpSignal
{
    Traces,
    Logs,
    Metrics,
}
