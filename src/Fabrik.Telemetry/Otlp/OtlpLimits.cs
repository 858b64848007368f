namespace Fabrik.Telemetry.Otlp;

/// <summary>What one request may cost. Sizes are bytes as sent (UTF-8 for text). Over a body limit the request is refused; over an item limit the item is cut.</summary>
public sealed record OtlpLimits
{
    public static OtlpLimits Default { get; } = new();

    /// <summary>The body as it travels, compressed or not.</summary>
    public int MaxBodyBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The body after decompression.</summary>
    public int MaxInflatedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Inflated over compressed, looked at beyond the first MiB. Telemetry reaches about 50, a bomb 1,000.</summary>
    public int MaxInflateRatio { get; init; } = 250;

    /// <summary>The sum of keys and values kept of one span, log record or data point, and of one resource or scope.</summary>
    public int MaxSpanBytes { get; init; } = 1024 * 1024;

    /// <summary>Of a span, log record, data point, resource, scope, event or link, each.</summary>
    public int MaxAttributes { get; init; } = 256;

    /// <summary>One attribute's value with all it holds, or a log's body. Agents send whole conversations in one value.</summary>
    public int MaxAttributeBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Values inside the lists and maps of one span, log record or data point, and of one resource or scope. A value of two bytes
    /// takes tens of bytes of memory, so their bytes alone do not bound them.
    /// </summary>
    public int MaxNodes { get; init; } = 64 * 1024;

    /// <summary>The same of a whole body.</summary>
    public int MaxBodyNodes { get; init; } = 1024 * 1024;

    /// <summary>A span's status message.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024;

    /// <summary>An attribute's key.</summary>
    public int MaxKeyBytes { get; init; } = 256;

    /// <summary>The name of a span, event, scope or metric, a unit, a severity text.</summary>
    public int MaxNameBytes { get; init; } = 1024;

    /// <summary>Arrays and maps inside each other in one value.</summary>
    public int MaxDepth { get; init; } = 16;

    public int MaxEvents { get; init; } = 256;

    public int MaxLinks { get; init; } = 128;

    /// <summary>Of one histogram point: exponential ones are merged down to it, explicit ones and summaries over it are rejected. At least 16.</summary>
    public int MaxBuckets { get; init; } = 512;
}
