namespace Fabrik.Laos.Sources.Loki;

/// <summary>Where log lines carry the id of their run, in the order in which it is looked for.</summary>
internal enum RunPlacement
{
    /// <summary>An index label.</summary>
    Label,

    /// <summary>Structured metadata, as OTLP's resource attributes become; the same query finds index labels too.</summary>
    StructuredMetadata,

    /// <summary>A field of the line itself.</summary>
    JsonBody,
}
