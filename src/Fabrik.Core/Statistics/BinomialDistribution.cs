namespace Fabrik.Core.Statistics;

internal static class BinomialDistribution
{
    /// <summary>P(B ≤ k) for B ~ Binomial(n, p); 0 below 0 and 1 from n on.</summary>
    public static double Cdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : BetaDistribution.Cdf(1 - p, n - k, k + 1.0);
}
