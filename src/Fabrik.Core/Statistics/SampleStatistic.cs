namespace Fabrik.Core.Statistics;

/// <summary>A number computed from a sample, e.g. its mean. Pure; must not keep or change the span.</summary>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);
