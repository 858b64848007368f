namespace Fabrik.Telemetry.Otlp;

/// <summary>The two encodings of OTLP; an answer uses that of its request.</summary>
public enum OtlpFormat
{
    /// <summary><c>application/x-protobuf</c>, and every gRPC message.</summary>
    Protobuf,

    /// <summary><c>application/json</c>: ids in hex, 64-bit numbers as strings, names in lowerCamelCase. Of a name given twice the last counts; unknown names are passed over.</summary>
    Json,
}
