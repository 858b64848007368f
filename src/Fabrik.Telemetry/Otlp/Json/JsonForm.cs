namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>How a field is written in OTLP/JSON, and so how it becomes protobuf.</summary>
internal enum JsonForm
{
    Message,
    Text,

    /// <summary>Trace and span ids: hex, unlike other bytes.</summary>
    HexId,

    /// <summary>Any base64 alphabet, padded or not.</summary>
    Base64,
    Bool,

    /// <summary>A number, or the name of one of <see cref="FieldShape.EnumNames"/>.</summary>
    Enum,

    /// <summary>Signed, as a varint.</summary>
    Int64,
    SInt32,
    UInt64,

    /// <summary>Unsigned, eight bytes.</summary>
    Fixed64,

    /// <summary>Signed, eight bytes.</summary>
    SFixed64,
    Double,
}
