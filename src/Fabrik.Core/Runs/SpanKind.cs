namespace Fabrik.Core.Runs;

/// <summary>OpenTelemetry's span kinds, numbered as OTLP numbers them.</summary>
public enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
