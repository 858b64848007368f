namespace Fabrik.Core.Statistics;

/// <summary>Student's t, by way of the beta distribution: Abramowitz and Stegun 26.7.1.</summary>
public static class StudentDistribution
{
    /// <summary>P(|T| ≥ |t|).</summary>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double TwoSidedTail(double t, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        return BetaDistribution.Cdf(degrees / (degrees + (t * t)), degrees / 2, 0.5);
    }

    /// <summary>The t with P(T ≤ t) = p.</summary>
    /// <param name="p">Above 0 and below 1.</param>
    /// <inheritdoc cref="TwoSidedTail" path="/param"/>
    public static double Quantile(double p, double degrees)
    {
        Samples.ThrowIfNotBetweenZeroAndOne(p, nameof(p));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        var x = BetaDistribution.Quantile(2 * Math.Min(p, 1 - p), degrees / 2, 0.5);
        return Math.Sign(p - 0.5) * Math.Sqrt(degrees * (1 - x) / x);
    }
}
