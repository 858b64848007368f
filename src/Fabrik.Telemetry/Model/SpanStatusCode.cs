namespace Fabrik.Telemetry.Model;

/// <summary>OTLP's numbering.</summary>
public enum SpanStatusCode
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
