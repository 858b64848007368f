namespace Fabrik.Core.Statistics;

/// <summary>A closed range, low ≤ high; an open side is an infinity.</summary>
public readonly record struct Interval(double Low, double High);
