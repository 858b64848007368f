namespace Fabrik.Core.Statistics;

/// <summary>A number that compares two samples and is 0 where they agree, e.g. a difference of means. Pure; must not keep or change the spans.</summary>
public delegate double TwoSampleStatistic(ReadOnlySpan<double> first, ReadOnlySpan<double> second);
