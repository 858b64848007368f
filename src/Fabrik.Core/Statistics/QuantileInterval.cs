namespace Fabrik.Core.Statistics;

/// <summary>
/// Distribution-free confidence intervals for a quantile. The number of values at or below the p-quantile is Binomial(n, p), so two
/// order statistics bound it whatever the distribution: David and Nagaraja, "Order Statistics", 3rd edition (2003), section 7.1.
/// Values must be independent; ties only make the interval safer.
/// </summary>
public static class QuantileInterval
{
    // A bound that holds with exactly the asked probability must not be lost to the last bit.
    private const double Slack = 1e-12;

    /// <summary>A two-sided interval: each side is wrong with probability at most (1 − confidence) / 2.</summary>
    /// <param name="n">Sample size, 0 or more.</param>
    /// <param name="p">The quantile, above 0 and below 1.</param>
    /// <param name="confidence">Above 0 and below 1, e.g. 0.95.</param>
    public static OrderStatisticRanks OrderStatistic(int n, double p, double confidence)
    {
        Samples.ThrowIfNotBetweenZeroAndOne(confidence, nameof(confidence));
        return Ranks(n, p, (1 - confidence) / 2);
    }

    /// <summary>Two one-sided bounds: each alone holds with the confidence, as a gate that compares one of them with a limit needs.</summary>
    /// <inheritdoc cref="OrderStatistic" path="/param"/>
    public static OrderStatisticRanks OneSided(int n, double p, double confidence)
    {
        Samples.ThrowIfNotBetweenZeroAndOne(confidence, nameof(confidence));
        return Ranks(n, p, 1 - confidence);
    }

    private static OrderStatisticRanks Ranks(int n, double p, double miss)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Samples.ThrowIfNotBetweenZeroAndOne(p, nameof(p));

        // The r-th value exceeds the quantile when fewer than r values lie at or below it: P(B ≤ r − 1).
        // The s-th value falls short of it when at least s values lie below it: 1 − P(B ≤ s − 1).
        int? lower = null, upper = null;
        var r = First(n, rank => BinomialDistribution.Cdf(rank - 1, n, p) > miss + Slack) - 1;
        if (r >= 1) lower = r;
        var s = First(n, rank => BinomialDistribution.Cdf(rank - 1, n, p) >= 1 - miss - Slack);
        if (s <= n) upper = s;
        var above = upper is { } u ? 1 - BinomialDistribution.Cdf(u - 1, n, p) : 0;
        var below = lower is { } l ? BinomialDistribution.Cdf(l - 1, n, p) : 0;
        return new OrderStatisticRanks(lower, upper, 1 - above - below, Needed(1 - p, miss), Needed(p, miss));
    }

    /// <summary>The first rank of 1..n for which a condition that stays true holds; n + 1 when none does.</summary>
    private static int First(int n, Func<int, bool> holds)
    {
        var (low, high) = (1, n + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>The smallest n with p^n ≤ miss: then the extreme value lies beyond the quantile often enough.</summary>
    private static long Needed(double p, double miss)
    {
        var exact = Math.Log(miss) / Math.Log(p);
        var whole = Math.Round(exact);
        return Math.Max(1, (long)(Math.Abs(exact - whole) < 1e-9 ? whole : Math.Ceiling(exact)));
    }
}
