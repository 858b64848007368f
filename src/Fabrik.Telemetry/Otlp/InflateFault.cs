namespace Fabrik.Telemetry.Otlp;

/// <summary>Why a compressed body was not taken.</summary>
public enum InflateFault
{
    None,

    /// <summary>Not gzip, damaged or cut short: 400.</summary>
    Malformed,

    /// <summary>Over the size or the ratio: 413.</summary>
    TooLarge,
}
