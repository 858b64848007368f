using Fabrik.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Statistics;

public sealed class QuantileTests
{
    private static readonly double[] Ten = [1.5, 2, 2, 3.7, 8, 9.1, 11, 20, 20.5, 31];

    [Theory] // R 4.2.2: quantile(x, p, type = 7) and type = 1, which is the nearest rank
    [InlineData(0, 1.5, 1.5)]
    [InlineData(0.05, 1.725, 1.5)]
    [InlineData(0.25, 2.425, 2)]
    [InlineData(0.333, 3.6949, 3.7)]
    [InlineData(0.5, 8.55, 8)]
    [InlineData(0.9, 21.55, 20.5)]
    [InlineData(0.95, 26.275, 31)]
    [InlineData(0.99, 30.055, 31)]
    [InlineData(1, 31, 31)]
    public void Agrees_with_R(double p, double type7, double nearestRank)
    {
        Close.Equal(type7, Quantile.Type7(Ten, p), 1e-14);
        Assert.Equal(nearestRank, Quantile.NearestRank(Ten, p));
    }

    [Fact]
    public void Nearest_rank_is_not_fooled_by_binary_fractions()
    {
        var hundred = Enumerable.Range(1, 100).Select(i => (double)i).ToArray();
        for (var percent = 1; percent <= 100; percent++) Assert.Equal(percent, Quantile.NearestRank(hundred, percent / 100.0));
    }

    [Fact]
    public void One_value_is_every_quantile()
    {
        foreach (var p in (double[])[0, 0.3, 1])
        {
            Assert.Equal(7, Quantile.Type7([7], p));
            Assert.Equal(7, Quantile.NearestRank([7], p));
        }
    }

    [Fact]
    public void Infinities_take_their_place_in_the_order()
    {
        Assert.Equal(2, Quantile.Type7([1, 2, double.PositiveInfinity], 0.5));
        Assert.Equal(double.PositiveInfinity, Quantile.Type7([1, 2, double.PositiveInfinity], 0.75));
        Assert.Equal(double.PositiveInfinity, Quantile.Type7([1, double.PositiveInfinity, double.PositiveInfinity], 0.75));
    }

    [Fact]
    public void Refuses_nothing_NaN_disorder_and_a_share_outside_0_to_1()
    {
        Assert.Throws<ArgumentException>(() => Quantile.Type7([], 0.5));
        Assert.Throws<ArgumentException>(() => Quantile.NearestRank([], 0.5));
        Assert.Throws<ArgumentException>(() => Quantile.Type7([double.NaN, 1], 0.5));
        Assert.Throws<ArgumentException>(() => Quantile.Type7([2, 1], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Type7([1], 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.NearestRank([1], double.NaN));
    }

    [Fact]
    public void Both_rise_with_p_and_stay_inside_the_sample() =>
        Prop.ForAll(
            (from values in Gen.Choose(-1000, 1000).NonEmptyListOf() from p in Gen.Choose(0, 1000) from q in Gen.Choose(0, 1000) select (values, p, q)).ToArbitrary(),
            c =>
            {
                var sorted = c.values.Select(v => v / 8.0).Order().ToArray();
                var (low, high) = (Math.Min(c.p, c.q) / 1000.0, Math.Max(c.p, c.q) / 1000.0);
                return Quantile.Type7(sorted, low) <= Quantile.Type7(sorted, high)
                    && Quantile.NearestRank(sorted, low) <= Quantile.NearestRank(sorted, high)
                    && sorted.Contains(Quantile.NearestRank(sorted, low))
                    && Quantile.Type7(sorted, low) >= sorted[0] && Quantile.Type7(sorted, high) <= sorted[^1];
            }).QuickCheckThrowOnFailure();
}
