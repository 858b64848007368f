using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Judging;

/// <summary>How many observations would decide a limit. Quantiles and rates are the same question: is a share of at least p within the limit?</summary>
internal static class NeededSample
{
    private const long Most = 1_000_000_000;

    /// <summary>
    /// The sample in which the share seen so far would lie beyond <paramref name="p"/> with <see cref="Decision.Confidence"/>, by the exact
    /// binomial bound, which is the order-statistic bound read the other way. With nothing over the limit it is the smallest n with p^n ≤ 5 %.
    /// </summary>
    /// <param name="within">Observations within the limit.</param>
    /// <param name="n">Observations.</param>
    /// <param name="p">The share that must be within the limit, e.g. 0.95 for p95.</param>
    /// <returns>Null when no sample of a size worth naming would do.</returns>
    public static long? For(long within, long n, double p)
    {
        var share = n == 0 ? 1 : (double)within / n;
        if (share == p || p is <= 0 or >= 1) return null;
        var (tooFew, enough) = (0L, Math.Max(n, 1));
        while (!Decides(share, enough, p))
        {
            if (enough > Most) return null;
            (tooFew, enough) = (enough, enough * 2);
        }

        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (Decides(share, middle, p)) enough = middle;
            else tooFew = middle;
        }

        return enough;
    }

    private static bool Decides(double share, long n, double p)
    {
        // Whole observations, rounded against the decision.
        var within = (long)(share > p ? Math.Floor((share * n) + 1e-9) : Math.Ceiling((share * n) - 1e-9));
        var bounds = Proportion.ClopperPearson(within, n, Decision.TwoSided);
        return share > p ? bounds.Low >= p : bounds.High <= p;
    }
}
