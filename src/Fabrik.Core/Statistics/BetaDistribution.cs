namespace Fabrik.Core.Statistics;

/// <summary>The beta distribution's cdf (the regularised incomplete beta function I) and its inverse, for a, b &gt; 0.</summary>
internal static class BetaDistribution
{
    private const int MaxIterations = 1_000_000;
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b) to about 1e-12 relative, also where a and b are millions.</summary>
    public static double Cdf(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;

        // The continued fraction converges fast only left of the mean; the other side comes by symmetry.
        return x <= (a + 1) / (a + b + 2)
            ? Prefactor(x, a, b) / a * ContinuedFraction(x, a, b)
            : 1 - (Prefactor(x, a, b) / b * ContinuedFraction(1 - x, b, a));
    }

    /// <summary>The x with I_x(a, b) = p: Newton's steps kept inside a shrinking bracket.</summary>
    public static double Quantile(double p, double a, double b)
    {
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        var (low, high) = (0.0, 1.0);
        var x = a / (a + b);
        for (var i = 0; i < 400; i++)
        {
            var error = Cdf(x, a, b) - p;
            if (error == 0) return x;
            if (error < 0) low = x;
            else high = x;
            var slope = Prefactor(x, a, b) / (x * (1 - x));
            var next = x - (error / slope);
            if (!(next > low && next < high)) next = low + ((high - low) / 2);
            if (next == x || Math.Abs(next - x) <= 1e-16 * x) return next;
            x = next;
        }

        return x;
    }

    /// <summary>
    /// x^a (1 − x)^b / B(a, b) by the saddle-point form of Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000):
    /// differences of large logarithms never appear, so it keeps its digits for large a and b.
    /// </summary>
    private static double Prefactor(double x, double a, double b)
    {
        var n = a + b;
        var log = GammaFunction.StirlingError(n) - GammaFunction.StirlingError(a) - GammaFunction.StirlingError(b)
            - Deviance(a, n * x) - Deviance(b, n * (1 - x));
        return Math.Exp(log) * Math.Sqrt(a * b / (2 * Math.PI * n));
    }

    /// <summary>k ln(k / m) + m − k without cancellation where k is near m.</summary>
    private static double Deviance(double k, double m)
    {
        var difference = k - m;
        if (Math.Abs(difference) >= 0.1 * (k + m)) return (k * Math.Log(k / m)) - difference;
        var v = difference / (k + m);
        var sum = difference * v;
        var term = 2 * k * v;
        for (var j = 1; ; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum) return next;
            sum = next;
        }
    }

    // DLMF 8.17.22, by the modified Lentz algorithm (Thompson and Barnett 1986).
    private static double ContinuedFraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = 1 / AwayFromZero(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m < MaxIterations; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / AwayFromZero(1 + (even * d));
            c = AwayFromZero(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / AwayFromZero(1 + (odd * d));
            c = AwayFromZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15) return result;
        }

        throw new ArithmeticException($"The incomplete beta function did not converge at x = {x}, a = {a}, b = {b}.");
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
