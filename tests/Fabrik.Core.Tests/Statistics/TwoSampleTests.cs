using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Statistics;

public sealed class TwoSampleTests
{
    // Hollander and Wolfe, "Nonparametric Statistical Methods" (1973), page 69: permeability of the human chorioamnion; also R's example.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Early = [1.15, 0.88, 0.90, 0.74, 1.21];

    // Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 2.1: survival of mice.
    private static readonly double[] Treated = [94, 197, 16, 38, 99, 141, 23];
    private static readonly double[] Control = [52, 104, 146, 10, 51, 30, 40, 27, 46];

    [Theory] // R 4.2.2 wilcox.test; the book gives P(W >= 35) = 0.127
    [InlineData(Alternative.TwoSided, 0.2544122544122544)]
    [InlineData(Alternative.Less, 0.89676989676989671)]
    [InlineData(Alternative.Greater, 0.1272061272061272)]
    public void Mann_Whitney_is_exact_for_small_samples_without_ties(Alternative alternative, double p)
    {
        var result = MannWhitney.Test(AtTerm, Early, alternative);
        Assert.Equal(35, result.U);
        Assert.True(result.Exact);
        Assert.Equal(0.7, result.Superiority, 1e-15);
        Close.Equal(p, result.PValue, 1e-12);
    }

    [Theory] // R 4.2.2 wilcox.test, which corrects for ties and continuity
    [InlineData(Alternative.TwoSided, 0.33292160806556598)]
    [InlineData(Alternative.Less, 0.16646080403278299)]
    [InlineData(Alternative.Greater, 0.850822558051053)]
    public void Mann_Whitney_approximates_where_values_tie(Alternative alternative, double p)
    {
        var result = MannWhitney.Test([1, 2, 2, 3, 5, 5, 5, 8, 9, 9, 10, 12], [2, 4, 5, 5, 6, 9, 11, 13, 14], alternative);
        Assert.Equal(40, result.U);
        Assert.False(result.Exact);
        Close.Equal(p, result.PValue, 1e-12);
    }

    [Theory] // R 4.2.2 wilcox.test on (1:n)^1.1 and (1:m)^1.12 + shift: from 50 values on it approximates, at 49 it counts
    [InlineData(60, 55, 0.3, false, 1674, 0.89532066629354068)]
    [InlineData(49, 49, 3, true, 1040, 0.25686831754138056)]
    public void Mann_Whitney_counts_below_50_values_and_approximates_from_there(int n, int m, double shift, bool exact, double u, double p)
    {
        var first = Enumerable.Range(1, n).Select(i => Math.Pow(i, 1.1)).ToArray();
        var second = Enumerable.Range(1, m).Select(i => Math.Pow(i, 1.12) + shift).ToArray();
        var result = MannWhitney.Test(first, second);
        Assert.Equal((exact, u), (result.Exact, result.U));
        Close.Equal(p, result.PValue, 1e-12);
    }

    [Fact]
    public void Mann_Whitney_finds_nothing_where_all_values_are_equal()
    {
        var result = MannWhitney.Test([3, 3, 3], [3, 3]);
        Assert.Equal(1, result.PValue);
        Assert.Equal(0.5, result.Superiority);
        Assert.Equal(1, MannWhitney.Test([3], [3]).PValue);
    }

    [Fact]
    public void Mann_Whitney_of_one_value_each_can_not_tell() => Assert.Equal(1, MannWhitney.Test([1], [2]).PValue);

    [Fact]
    public void Two_sample_tests_refuse_empty_samples_and_NaN()
    {
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [double.NaN]));
        Assert.Throws<ArgumentException>(() => CliffsDelta.Of([1], []));
        Assert.Throws<ArgumentException>(() => CliffsDelta.Of([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => PermutationTest.Run([], [1], Means, 10, CounterRandom.From(1)));
        Assert.Throws<ArgumentException>(() => PermutationTest.Run([1], [2], (_, _) => double.NaN, 10, CounterRandom.From(1)));
    }

    [Fact]
    public void Cliffs_delta_counts_dominance_over_all_pairs() =>
        Prop.ForAll(
            (from a in Gen.Choose(0, 12).NonEmptyListOf() from b in Gen.Choose(0, 12).NonEmptyListOf() select (A: a, B: b)).ToArbitrary(),
            c =>
            {
                var pairs = from x in c.A from y in c.B select Math.Sign(x - y);
                double[] a = [.. c.A.Select(v => (double)v)], b = [.. c.B.Select(v => (double)v)];
                var delta = CliffsDelta.Of(a, b);
                return Math.Abs(delta - pairs.Average()) < 1e-12
                    && delta == -CliffsDelta.Of(b, a)
                    && Math.Abs(MannWhitney.Test(a, b).Superiority - ((delta + 1) / 2)) < 1e-12;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cliffs_delta_reaches_its_ends()
    {
        Assert.Equal(1, CliffsDelta.Of([5, 6], [1, 2]));
        Assert.Equal(-1, CliffsDelta.Of([1, 2], [5, double.PositiveInfinity]));
        Assert.Equal(0, CliffsDelta.Of([4, 4], [4]));
        Close.Equal(0.4, CliffsDelta.Of(AtTerm, Early), 1e-14); // 2 * 35/50 - 1
    }

    [Theory] // Efron and Tibshirani, table 15.1 and section 15.2: difference 30.63, achieved significance about 0.14; 1,613 of 11,440 also by SciPy 1.10.1
    [InlineData(Alternative.Greater, 0.1409965034965035)]
    [InlineData(Alternative.TwoSided, 0.27832167832167831)] // 3,184 of 11,440, counted in rational arithmetic
    public void Permutation_test_looks_at_every_deal_of_the_mouse_data(Alternative alternative, double p)
    {
        var result = PermutationTest.Run(Treated, Control, Means, 20_000, CounterRandom.From(1), alternative);
        Assert.True(result.Exact);
        Assert.Equal(11440, result.Permutations);
        Close.Equal(30.63492063492064, result.Observed, 1e-14);
        Close.Equal(p, result.PValue, 1e-12);
    }

    [Fact]
    public void Sampled_permutations_come_near_the_exact_answer_and_repeat_with_the_seed()
    {
        var first = PermutationTest.Run(Treated, Control, Means, 10_000, CounterRandom.From(3), Alternative.Greater);
        Assert.False(first.Exact);
        Assert.InRange(first.PValue, 0.141 - 0.014, 0.141 + 0.014); // four standard errors
        Assert.Equal(first, PermutationTest.Run(Treated, Control, Means, 10_000, CounterRandom.From(3), Alternative.Greater));
    }

    [Fact]
    public void A_permutation_p_value_is_never_zero()
    {
        double[] low = [.. Enumerable.Range(0, 40)], high = [.. Enumerable.Range(1000, 40)];
        Assert.Equal(1 / 100.0, PermutationTest.Run(high, low, Means, 99, CounterRandom.From(1)).PValue);
        Assert.Equal(1, PermutationTest.Run([2, 2], [2, 2], Means, 99, CounterRandom.From(1)).PValue);
    }

    [Fact]
    public void Permutation_test_keeps_its_level_where_nothing_differs()
    {
        const int pairs = 400;
        var found = 0;
        for (var i = 0; i < pairs; i++)
        {
            var random = CounterRandom.From(11, "a/a").Fork(i);
            double[] a = [.. Enumerable.Range(0, 8).Select(_ => random.NextNormal())], b = [.. Enumerable.Range(0, 8).Select(_ => random.NextNormal())];
            if (PermutationTest.Run(a, b, Means, 199, random.Fork("test")).PValue <= 0.05) found++;
        }

        Assert.InRange(found, 4, 38); // 20 expected; four standard errors are 17.4
    }

    private static double Means(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Mean(first) - Mean(second);

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
