using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines;

/// <summary>
/// Do two sides differ by more than runs of one side do? Each run counts once, however many requests it served. A permutation test of
/// the mean difference where there are deals enough to reach the level; else, as for one run against ten, Student's pooled test, which
/// takes run-to-run noise for normal on the scale.
/// </summary>
internal static class RunLevelTest
{
    private const int Permutations = 4999;

    /// <param name="level">The smallest p-value that must be within reach.</param>
    /// <returns>Two-sided p-value.</returns>
    public static double P(Side run, Side baseline, Scale scale, double level, CounterRandom random)
    {
        double[] first = [.. run.Values.Select(scale.To)], second = [.. baseline.Values.Select(scale.To)];
        return IsPermutation(first.Length, second.Length, level)
            ? PermutationTest.Run(first, second, (a, b) => Mean(a) - Mean(b), Permutations, random).PValue
            : Student(first, second, (run.WithinVariance(scale) + baseline.WithinVariance(scale)) / 2);
    }

    public static bool IsPermutation(int runs, int baselines, double level)
    {
        // Every deal's mirror image is as extreme where the sides are of one size, so 2 of all deals may be the least there is.
        var deals = 1.0;
        for (var i = 1; i <= Math.Min(runs, baselines); i++) deals *= (runs + baselines - i + 1.0) / i;
        return 2 / Math.Min(deals, Permutations + 1) <= level;
    }

    /// <param name="within">Runs can't scatter less than their own requests make them: a few that agree by luck prove nothing.</param>
    private static double Student(double[] first, double[] second, double within)
    {
        var degrees = first.Length + second.Length - 2;
        var pooled = ((Side.Variance(first) * (first.Length - 1)) + (Side.Variance(second) * (second.Length - 1))) / degrees;
        var difference = first.Average() - second.Average();
        if (difference == 0) return 1;
        var error = Math.Sqrt(Math.Max(pooled, within) * ((1.0 / first.Length) + (1.0 / second.Length)));
        return error == 0 ? 0 : StudentDistribution.TwoSidedTail(difference / error, degrees);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
