using Fabrik.Core.Randomness;

namespace Fabrik.Core.Statistics;

/// <summary>
/// Could two samples be one? Compares the statistic with its values when the pooled data are dealt out anew: Fisher (1935), Pitman (1937).
/// Looks at every deal where there are few enough, else at random ones, counting the observed deal too so that the test stays valid:
/// Phipson and Smyth, Statistical Applications in Genetics and Molecular Biology 9 (2010).
/// </summary>
public static class PermutationTest
{
    /// <param name="first">At least one value; NaN is refused.</param>
    /// <param name="second">At least one value; NaN is refused.</param>
    /// <param name="statistic">Greater where the first sample's values are; the two-sided test compares magnitudes, so 0 must mean no difference.</param>
    /// <param name="permutations">The most deals to look at, 1 or more.</param>
    /// <param name="random">Untouched by an exact test.</param>
    public static PermutationResult Run(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        TwoSampleStatistic statistic,
        int permutations,
        CounterRandom random,
        Alternative alternative = Alternative.TwoSided)
    {
        Samples.ThrowIfUnusable(first, nameof(first));
        Samples.ThrowIfUnusable(second, nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        var observed = statistic(first, second);
        if (double.IsNaN(observed)) throw new ArgumentException("The statistic gave NaN.", nameof(statistic));
        double[] pool = [.. first, .. second];
        return CountDeals(pool.Length, first.Length, permutations) is { } deals
            ? Exact(pool, first.Length, statistic, observed, deals, alternative)
            : Sampled(pool, first.Length, statistic, observed, permutations, random, alternative);
    }

    private static PermutationResult Exact(
        double[] pool, int m, TwoSampleStatistic statistic, double observed, int deals, Alternative alternative)
    {
        var chosen = new int[m];
        for (var i = 0; i < m; i++) chosen[i] = i;
        var dealt = new double[pool.Length];
        var extreme = 0;
        do
        {
            int next = 0, rest = m;
            for (var i = 0; i < pool.Length; i++)
            {
                if (next < m && chosen[next] == i) dealt[next++] = pool[i];
                else dealt[rest++] = pool[i];
            }

            if (IsExtreme(statistic(dealt.AsSpan(0, m), dealt.AsSpan(m)), observed, alternative)) extreme++;
        }
        while (Advance(chosen, pool.Length));

        return new PermutationResult(observed, (double)extreme / deals, Exact: true, deals);
    }

    private static PermutationResult Sampled(
        double[] pool, int m, TwoSampleStatistic statistic, double observed, int permutations, CounterRandom random, Alternative alternative)
    {
        var extreme = 1;
        for (var i = 0; i < permutations; i++)
        {
            random.Shuffle(pool.AsSpan());
            if (IsExtreme(statistic(pool.AsSpan(0, m), pool.AsSpan(m)), observed, alternative)) extreme++;
        }

        return new PermutationResult(observed, extreme / (permutations + 1.0), Exact: false, permutations);
    }

    /// <summary>Deals that tie with the observed one come out a few bits apart when sums run in another order: they count as ties.</summary>
    private static bool IsExtreme(double value, double observed, Alternative alternative)
    {
        var slack = 1e-12 * Math.Abs(observed);
        if (double.IsInfinity(slack)) slack = 0;
        return alternative switch
        {
            Alternative.Less => value <= observed + slack,
            Alternative.Greater => value >= observed - slack,
            _ => Math.Abs(value) >= Math.Abs(observed) - slack,
        };
    }

    /// <summary>The ways to choose m of n, or null above the limit.</summary>
    private static int? CountDeals(int n, int m, int limit)
    {
        long deals = 1;
        for (var i = 1; i <= Math.Min(m, n - m); i++)
        {
            // Each partial product is itself a binomial coefficient, so the division is exact.
            deals = deals * (n - i + 1) / i;
            if (deals > limit) return null;
        }

        return (int)deals;
    }

    /// <summary>The next combination in lexical order; false after the last.</summary>
    private static bool Advance(int[] chosen, int n)
    {
        var i = chosen.Length - 1;
        while (i >= 0 && chosen[i] == n - chosen.Length + i) i--;
        if (i < 0) return false;
        chosen[i]++;
        for (var j = i + 1; j < chosen.Length; j++) chosen[j] = chosen[j - 1] + 1;
        return true;
    }
}
