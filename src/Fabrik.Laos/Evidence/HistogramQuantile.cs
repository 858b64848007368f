namespace Fabrik.Laos.Evidence;

/// <summary>A quantile estimated from buckets.</summary>
/// <param name="P">0 to 1.</param>
/// <param name="Low">Lower bound of the bucket it fell into, in milliseconds; null when open.</param>
/// <param name="High">Upper bound; null when open: then the true value may be anything above.</param>
/// <param name="Count">Observations behind it.</param>
public sealed record HistogramQuantile(double P, double Milliseconds, double? Low, double? High, double Count);
