namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>Observations between two bounds; a bound may be infinite.</summary>
internal readonly record struct Bucket(double Low, double High, double Count);
