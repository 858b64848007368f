namespace Fabrik.Core.Statistics;

/// <summary>
/// Confidence intervals for the chance behind <c>successes</c> of <c>trials</c> independent trials.
/// No trials answer 0 to 1: nothing is known, and a caller that needs more is inconclusive.
/// </summary>
public static class Proportion
{
    /// <summary>
    /// The exact interval: Clopper and Pearson, Biometrika 26 (1934). Covers at least the confidence, whatever the chance; so it is wide.
    /// </summary>
    /// <param name="confidence">Two-sided, above 0 and below 1; each side misses with at most half the rest.</param>
    public static Interval ClopperPearson(long successes, long trials, double confidence)
    {
        ThrowIfUnusable(successes, trials, confidence);
        if (trials == 0) return new Interval(0, 1);
        var miss = (1 - confidence) / 2;
        var low = successes == 0 ? 0
            : successes == trials ? Math.Exp(Math.Log(miss) / trials)
            : BetaDistribution.Quantile(miss, successes, trials - successes + 1.0);
        var high = successes == trials ? 1
            : successes == 0 ? -double.ExpM1(Math.Log(miss) / trials)
            : BetaDistribution.Quantile(1 - miss, successes + 1.0, trials - successes);
        return new Interval(low, high);
    }

    /// <summary>
    /// The score interval without continuity correction: Wilson, Journal of the American Statistical Association 22 (1927).
    /// Covers the confidence on average; narrower than <see cref="ClopperPearson"/>.
    /// </summary>
    /// <inheritdoc cref="ClopperPearson" path="/param"/>
    public static Interval Wilson(long successes, long trials, double confidence)
    {
        ThrowIfUnusable(successes, trials, confidence);
        if (trials == 0) return new Interval(0, 1);
        var z = -NormalDistribution.Quantile((1 - confidence) / 2);
        var (n, share, z2) = ((double)trials, (double)successes / trials, z * z);
        var centre = (share + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = z / (1 + (z2 / n)) * Math.Sqrt((share * (1 - share) / n) + (z2 / (4 * n * n)));
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half));
    }

    private static void ThrowIfUnusable(long successes, long trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Samples.ThrowIfNotBetweenZeroAndOne(confidence, nameof(confidence));
    }
}
