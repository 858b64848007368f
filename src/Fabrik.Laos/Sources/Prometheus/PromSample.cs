namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>One series of an instant vector.</summary>
/// <param name="UpperBound">The label <c>le</c> of a classic bucket; null elsewhere.</param>
/// <param name="Value">May be NaN or infinite; null for a native histogram.</param>
/// <param name="Buckets">Of a native histogram, as sent: not cumulative, only those with observations.</param>
internal sealed record PromSample(double? UpperBound, double? Value, IReadOnlyList<Bucket>? Buckets);
