namespace Fabrik.Telemetry.Model;

public enum AttributeKind
{
    Empty,
    String,
    Bool,
    Int,
    Double,
    Bytes,
    Array,
    Map,
}
