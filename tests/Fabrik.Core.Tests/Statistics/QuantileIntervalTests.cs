using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Core.Tests.Statistics;

public sealed class QuantileIntervalTests
{
    [Theory] // Conover, "Practical Nonparametric Statistics" (1999), section 3.2: the median's interval from binomial tables
    [InlineData(10, 2, 9, 0.978515625)]
    [InlineData(20, 6, 15, 0.95861053466796875)]
    public void The_median_has_its_tabled_ranks(int n, int lower, int upper, double coverage)
    {
        var ranks = QuantileInterval.OrderStatistic(n, 0.5, 0.95);
        Assert.Equal((lower, upper), (ranks.Lower, ranks.Upper));
        Close.Equal(coverage, ranks.Coverage, 1e-12);
    }

    [Theory] // Wilks, Annals of Mathematical Statistics 12 (1941): 59 values for 95/95, 299 for 99/95, 2,995 for 99.9/95, 90 for 95/99
    [InlineData(0.95, 0.95, 59)]
    [InlineData(0.99, 0.95, 299)]
    [InlineData(0.999, 0.95, 2995)]
    [InlineData(0.95, 0.99, 90)]
    [InlineData(0.5, 0.5, 1)]
    public void An_upper_bound_needs_the_number_Wilks_gives(double p, double confidence, int needed)
    {
        var enough = QuantileInterval.OneSided(needed, p, confidence);
        Assert.Equal(needed, enough.Upper);
        Assert.Equal(needed, enough.NeededForUpper);

        var few = QuantileInterval.OneSided(needed - 1, p, confidence);
        Assert.Null(few.Upper);
        Assert.Equal(needed, few.NeededForUpper);
    }

    [Fact]
    public void The_second_largest_bounds_p95_from_93_values_on() // Wilks' second-order 95/95 sample
    {
        Assert.Equal(92, QuantileInterval.OneSided(92, 0.95, 0.95).Upper);
        Assert.Equal(92, QuantileInterval.OneSided(93, 0.95, 0.95).Upper);
    }

    [Fact]
    public void A_two_sided_interval_needs_more_than_a_one_sided_bound() =>
        Assert.Equal(72, QuantileInterval.OrderStatistic(10, 0.95, 0.95).NeededForUpper); // 0.95^72 < 0.025 < 0.95^71

    [Fact]
    public void No_values_have_no_bounds()
    {
        var ranks = QuantileInterval.OrderStatistic(0, 0.95, 0.95);
        Assert.Null(ranks.Lower);
        Assert.Null(ranks.Upper);
        Assert.Equal(2, ranks.NeededForLower); // 0.05^2 < 0.025 < 0.05
        Assert.Equal(new Interval(double.NegativeInfinity, double.PositiveInfinity), ranks.Of([]));
    }

    [Fact]
    public void Reads_the_values_at_its_ranks()
    {
        var sorted = Enumerable.Range(1, 20).Select(i => i * 10.0).ToArray();
        Assert.Equal(new Interval(60, 150), QuantileInterval.OrderStatistic(20, 0.5, 0.95).Of(sorted));
    }

    [Fact]
    public void Refuses_the_extremes_and_NaN()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileInterval.OrderStatistic(10, 1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileInterval.OrderStatistic(10, 0, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileInterval.OrderStatistic(10, 0.5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileInterval.OrderStatistic(-1, 0.5, 0.95));
    }

    [Fact]
    public void Ranks_are_the_tightest_that_keep_each_side()
    {
        foreach (var n in (int[])[1, 5, 30, 59, 100, 777])
        {
            foreach (var p in (double[])[0.05, 0.5, 0.9, 0.95, 0.99])
            {
                var ranks = QuantileInterval.OrderStatistic(n, p, 0.9);
                if (ranks.Lower is { } lower)
                {
                    Assert.True(BinomialDistribution.Cdf(lower - 1, n, p) <= 0.05);
                    Assert.True(BinomialDistribution.Cdf(lower, n, p) > 0.05);
                }
                else Assert.True(n < ranks.NeededForLower);

                if (ranks.Upper is { } upper)
                {
                    Assert.True(BinomialDistribution.Cdf(upper - 1, n, p) >= 0.95);
                    Assert.True(BinomialDistribution.Cdf(upper - 2, n, p) < 0.95);
                }
                else Assert.True(n < ranks.NeededForUpper);

                Assert.True(ranks.Coverage >= 0.9);
            }
        }
    }

    [Fact]
    public void Covers_the_true_quantile_as_often_as_it_says()
    {
        // 2,000 exponential samples of 200; the true p95 is ln 20. The covered share is binomial around the exact coverage.
        const int samples = 2000;
        var ranks = QuantileInterval.OrderStatistic(200, 0.95, 0.9);
        var covered = 0;
        for (var i = 0; i < samples; i++)
        {
            var random = CounterRandom.From(7, "coverage").Fork(i);
            var values = new double[200];
            for (var j = 0; j < values.Length; j++) values[j] = -Math.Log(1 - random.NextDouble());
            Array.Sort(values);
            var interval = ranks.Of(values);
            if (interval.Low <= Math.Log(20) && Math.Log(20) <= interval.High) covered++;
        }

        var sigma = Math.Sqrt(ranks.Coverage * (1 - ranks.Coverage) / samples);
        Assert.InRange((double)covered / samples, ranks.Coverage - (4 * sigma), ranks.Coverage + (4 * sigma));
    }
}
