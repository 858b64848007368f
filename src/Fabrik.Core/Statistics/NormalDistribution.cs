namespace Fabrik.Core.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private static readonly double InverseSqrtTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    public static double Density(double z) => InverseSqrtTwoPi * Math.Exp(-z * z / 2);

    /// <summary>P(Z ≤ z), to about 14 digits relative in both tails.</summary>
    public static double Cdf(double z) => z switch
    {
        > 3 => 1 - UpperTail(z),
        < -3 => UpperTail(-z),
        _ => 0.5 + (Density(z) * Series(z)),
    };

    /// <summary>The z with P(Z ≤ z) = p; infinite at 0 and 1.</summary>
    public static double Quantile(double p)
    {
        Samples.ThrowIfNotProbability(p, nameof(p));
        if (p > 0.5) return -Quantile(1 - p);
        if (p == 0) return double.NegativeInfinity;

        // Start from Abramowitz and Stegun 26.2.23 (error below 4.5e-4), then Halley's steps, which triple the digits.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var z = ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))) - t;
        for (var i = 0; i < 3; i++)
        {
            var step = (Cdf(z) - p) / Density(z);
            z -= step / (1 + (step * z / 2));
        }

        return z;
    }

    // z + z³/3 + z⁵/(3·5) + …: Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11 (2004).
    private static double Series(double z)
    {
        var (sum, term) = (z, z);
        for (var i = 3; ; i += 2)
        {
            term *= z * z / i;
            var next = sum + term;
            if (next == sum) return sum;
            sum = next;
        }
    }

    // Laplace's continued fraction z + 1/(z + 2/(z + 3/…)), from far enough in. Abramowitz and Stegun 26.2.14.
    private static double UpperTail(double z)
    {
        var fraction = z;
        for (var k = 200; k > 0; k--) fraction = z + (k / fraction);
        return Density(z) / fraction;
    }
}
