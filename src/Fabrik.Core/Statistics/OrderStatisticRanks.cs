namespace Fabrik.Core.Statistics;

/// <summary>Which order statistics bound a quantile, and how many values each bound would have needed.</summary>
/// <param name="Lower">The rank, from 1, of the value at or below the quantile; null when the sample is too small to have one.</param>
/// <param name="Upper">The rank of the value at or above it; null when the sample is too small, so no value seen bounds the quantile.</param>
/// <param name="Coverage">The probability that the interval as given, with an absent side open, holds the quantile; at least what was asked.</param>
/// <param name="NeededForLower">The smallest sample that has a lower bound.</param>
/// <param name="NeededForUpper">The smallest sample that has an upper bound.</param>
public sealed record OrderStatisticRanks(int? Lower, int? Upper, double Coverage, long NeededForLower, long NeededForUpper)
{
    /// <summary>The values at the ranks; an absent side is an infinity.</summary>
    /// <param name="sorted">The sample the ranks were made for, ascending.</param>
    public Interval Of(ReadOnlySpan<double> sorted) => new(
        Lower is { } lower ? sorted[lower - 1] : double.NegativeInfinity,
        Upper is { } upper ? sorted[upper - 1] : double.PositiveInfinity);
}
