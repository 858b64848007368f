namespace Fabrik.Core.Statistics;

/// <summary>How far two samples lie apart by order alone: Cliff, "Dominance Statistics", Psychological Bulletin 114 (1993).</summary>
public static class CliffsDelta
{
    /// <summary>
    /// P(first &gt; second) − P(first &lt; second) over all pairs: 1 when every value of the first is greater, −1 when every one is less,
    /// 0 for no tendency. NaN and empty samples are refused.
    /// </summary>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Samples.ThrowIfUnusable(first, nameof(first));
        Samples.ThrowIfUnusable(second, nameof(second));
        var (a, b) = (Samples.Sorted(first), Samples.Sorted(second));
        long dominance = 0;
        int below = 0, notAbove = 0;
        foreach (var value in a)
        {
            while (below < b.Length && b[below] < value) below++;
            while (notAbove < b.Length && b[notAbove] <= value) notAbove++;
            dominance += below - (b.Length - notAbove);
        }

        return dominance / ((double)a.Length * b.Length);
    }
}
