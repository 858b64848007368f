namespace Fabrik.Core.Redaction;

/// <summary>What a key does in the objects that carry names as values: headers in HAR, attributes in OTLP, form fields.</summary>
internal enum KeyRole
{
    None,
    Name,
    Value,
    Properties,
}
