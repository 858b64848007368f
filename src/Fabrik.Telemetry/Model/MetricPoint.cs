using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Model;

/// <summary>One data point of one metric.</summary>
public sealed record MetricPoint
{
    public required string Name { get; init; }

    /// <summary>UCUM unit as sent, e.g. <c>s</c> or <c>By</c>; empty when unset.</summary>
    public string Unit { get; init; } = "";

    public required MetricKind Kind { get; init; }

    /// <summary>True for sums and histograms that report the change since the last point.</summary>
    public bool Delta { get; init; }

    public bool Monotonic { get; init; }

    public UnixTime? StartedAt { get; init; }

    public required UnixTime Time { get; init; }

    /// <summary>The number of a gauge or a sum; the sum of a histogram or summary (null when not sent).</summary>
    public double? Value { get; init; }

    /// <summary>Observations in a histogram or summary; 1 otherwise.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Histograms only: upper bounds, ascending; one fewer than <see cref="BucketCounts"/>. Exponential buckets are converted.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    public IReadOnlyList<long> BucketCounts { get; init; } = [];

    /// <summary>Summaries only: (quantile, value).</summary>
    public IReadOnlyList<KeyValuePair<double, double>> Quantiles { get; init; } = [];

    public AttributeMap Attributes { get; init; } = AttributeMap.Empty;

    public required ResourceInfo Resource { get; init; }

    public required InstrumentationScope Scope { get; init; }
}
