namespace Fabrik.Core.Statistics;

/// <summary>
/// Does one sample tend to larger values? Mann and Whitney, Annals of Mathematical Statistics 18 (1947). Exact for fewer than 50 values a
/// side without ties; else the normal approximation with tie and continuity correction: the choice R's <c>wilcox.test</c> makes.
/// </summary>
public static class MannWhitney
{
    private const int ExactBelow = 50;

    /// <summary>Values are compared only by order, so infinities (time-outs) are fine. NaN and empty samples are refused.</summary>
    public static MannWhitneyResult Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        Samples.ThrowIfUnusable(first, nameof(first));
        Samples.ThrowIfUnusable(second, nameof(second));
        var (m, n) = (first.Length, second.Length);
        var (u, ties) = Count(first, second);
        var exact = ties == 0 && m < ExactBelow && n < ExactBelow;
        var p = exact ? ExactP((int)u, m, n, alternative) : NormalP(u, m, n, ties, alternative);
        return new MannWhitneyResult(u, p, exact, u / ((double)m * n));
    }

    /// <summary>U of the first sample, and Σ (t³ − t) over groups of t equal values.</summary>
    private static (double U, double Ties) Count(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b) = (Samples.Sorted(first), Samples.Sorted(second));
        double u = 0, ties = 0;
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            var value = i == a.Length ? b[j] : j == b.Length ? a[i] : Math.Min(a[i], b[j]);
            var (fromI, fromJ) = (i, j);
            while (i < a.Length && a[i] == value) i++;
            while (j < b.Length && b[j] == value) j++;
            var (inFirst, inSecond) = ((double)(i - fromI), (double)(j - fromJ));
            u += inFirst * (fromJ + (inSecond / 2));
            var t = inFirst + inSecond;
            ties += (t * t * t) - t;
        }

        return (u, ties);
    }

    private static double ExactP(int u, int m, int n, Alternative alternative)
    {
        var density = Density(m, n);
        double less = 0, greater = 0;
        for (var i = 0; i <= u; i++) less += density[i];
        for (var i = u; i < density.Length; i++) greater += density[i];
        return Combine(less, greater, alternative);
    }

    /// <summary>
    /// P(U = u) for u = 0..mn by Mann and Whitney's recurrence on the largest value: it is of the first sample (m of m + n chances, adding n
    /// to U) or of the second. All terms are positive, so no digits are lost.
    /// </summary>
    private static double[] Density(int m, int n)
    {
        var row = new double[m + 1][];
        for (var i = 0; i <= m; i++) row[i] = [1.0];
        for (var j = 1; j <= n; j++)
        {
            for (var i = 1; i <= m; i++)
            {
                var next = new double[(i * j) + 1];
                var (fromFirst, fromSecond) = ((double)i / (i + j), (double)j / (i + j));
                for (var u = 0; u < row[i - 1].Length; u++) next[u + j] += fromFirst * row[i - 1][u];
                for (var u = 0; u < row[i].Length; u++) next[u] += fromSecond * row[i][u];
                row[i] = next;
            }
        }

        return row[m];
    }

    private static double NormalP(double u, double m, double n, double ties, Alternative alternative)
    {
        var total = m + n;
        var sigma = Math.Sqrt(m * n / 12 * (total + 1 - (total > 1 ? ties / (total * (total - 1)) : 0)));
        if (!(sigma > 0)) return 1;
        var difference = u - (m * n / 2);

        // The continuity correction moves half a step towards the centre.
        var less = NormalDistribution.Cdf((difference + 0.5) / sigma);
        var greater = NormalDistribution.Cdf(-(difference - 0.5) / sigma);
        return Combine(less, greater, alternative);
    }

    private static double Combine(double less, double greater, Alternative alternative) => alternative switch
    {
        Alternative.Less => Math.Min(1, less),
        Alternative.Greater => Math.Min(1, greater),
        _ => Math.Min(1, 2 * Math.Min(less, greater)),
    };
}
