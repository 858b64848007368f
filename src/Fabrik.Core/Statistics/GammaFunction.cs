namespace Fabrik.Core.Statistics;

internal static class GammaFunction
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln Γ(x) for x &gt; 0 to about 15 digits.</summary>
    public static double Log(double x)
    {
        // The series needs a large argument: Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)).
        var product = 1.0;
        while (x < 16)
        {
            product *= x;
            x++;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingTail(x) - Math.Log(product);
    }

    /// <summary>ln Γ(x + 1) less Stirling's (x + ½) ln x − x + ½ ln 2π, for x &gt; 0: small, so nothing cancels for large x.</summary>
    public static double StirlingError(double x) =>
        x >= 16 ? StirlingTail(x) : Log(x + 1) - (((x + 0.5) * Math.Log(x)) - x + HalfLogTwoPi);

    // Abramowitz and Stegun 6.1.41: Bernoulli numbers B(2k) / (2k (2k − 1) x^(2k − 1)).
    private static double StirlingTail(double x)
    {
        var y = 1 / (x * x);
        return ((1.0 / 12) - (y * ((1.0 / 360) - (y * ((1.0 / 1260) - (y * ((1.0 / 1680) - (y * ((1.0 / 1188) - (y * (691.0 / 360360))))))))))) / x;
    }
}
