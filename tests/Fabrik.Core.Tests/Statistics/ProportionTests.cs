using Fabrik.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;
using Interval = Fabrik.Core.Statistics.Interval;

namespace Fabrik.Core.Tests.Statistics;

public sealed class ProportionTests
{
    [Theory] // R 4.2.2: binom.test(k, n, conf.level = c)$conf.int
    [InlineData(0, 10, 0.95, 0, 0.30849710781876083)]
    [InlineData(10, 10, 0.95, 0.69150289218123917, 1)]
    [InlineData(7, 20, 0.95, 0.15390920478454115, 0.59218853453282816)]
    [InlineData(1, 1, 0.95, 0.025, 1)]
    [InlineData(50, 1000, 0.9, 0.039163535925589334, 0.062863403512379734)]
    [InlineData(1, 1000000, 0.95, 2.5317807663794211e-08, 5.5716306551722366e-06)]
    [InlineData(999999, 1000000, 0.99, 0.99999256989438801, 0.99999999498745817)]
    public void Clopper_Pearson_agrees_with_R(long k, long n, double confidence, double low, double high)
    {
        var interval = Proportion.ClopperPearson(k, n, confidence);
        Close.Equal(low, interval.Low, 1e-10);
        Close.Equal(high, interval.High, 1e-10);
    }

    [Theory] // R 4.2.2: prop.test(k, n, conf.level = c, correct = FALSE)$conf.int; the last three rows are Newcombe, Statistics in Medicine 17 (1998), table I
    [InlineData(0, 10, 0, 0.27753279986288915)]
    [InlineData(10, 10, 0.72246720013711085, 1)]
    [InlineData(7, 20, 0.18119182410108206, 0.56714572331476365)]
    [InlineData(81, 263, 0.25528851987827428, 0.36620957698280016)]
    [InlineData(15, 148, 0.062386399530736283, 0.160487241723308)]
    [InlineData(1, 29, 0.006113214292762661, 0.17175521879320282)]
    public void Wilson_agrees_with_R_and_Newcombe(long k, long n, double low, double high)
    {
        var interval = Proportion.Wilson(k, n, 0.95);
        Close.Equal(low, interval.Low, 1e-12);
        Close.Equal(high, interval.High, 1e-12);
    }

    [Fact]
    public void No_trials_tell_nothing()
    {
        Assert.Equal(new Interval(0, 1), Proportion.ClopperPearson(0, 0, 0.95));
        Assert.Equal(new Interval(0, 1), Proportion.Wilson(0, 0, 0.95));
    }

    [Fact]
    public void No_failure_in_n_still_leaves_about_three_over_n() // the rule of three, one-sided 95 %
    {
        var high = Proportion.ClopperPearson(0, 1000, 0.9).High;
        Assert.InRange(high, 0.0029, 0.003);
    }

    [Fact]
    public void Refuses_impossible_counts_and_confidences()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.ClopperPearson(2, 1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(-1, 1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(0, -1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.ClopperPearson(0, 1, double.NaN));
    }

    [Fact]
    public void Both_hold_the_share_and_mirror_when_success_and_failure_swap() =>
        Prop.ForAll(
            (from n in Gen.Choose(1, 5000) from k in Gen.Choose(0, n) select (K: k, N: n)).ToArbitrary(),
            c =>
            {
                var share = (double)c.K / c.N;
                return Holds(Proportion.ClopperPearson) && Holds(Proportion.Wilson);

                bool Holds(Func<long, long, double, Interval> of)
                {
                    var (interval, mirror) = (of(c.K, c.N, 0.95), of(c.N - c.K, c.N, 0.95));
                    return interval.Low <= share && share <= interval.High && interval.Low >= 0 && interval.High <= 1
                        && Math.Abs(interval.Low - (1 - mirror.High)) < 1e-10 && Math.Abs(interval.High - (1 - mirror.Low)) < 1e-10;
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clopper_Pearson_covers_at_least_the_confidence_whatever_the_chance()
    {
        const int n = 25;
        for (var step = 1; step < 40; step++)
        {
            var (p, covered) = (step / 40.0, 0.0);
            for (var k = 0; k <= n; k++)
            {
                var interval = Proportion.ClopperPearson(k, n, 0.9);
                if (interval.Low <= p && p <= interval.High) covered += BinomialDistribution.Cdf(k, n, p) - BinomialDistribution.Cdf(k - 1, n, p);
            }

            Assert.True(covered >= 0.9 - 1e-12, $"{covered} at p = {p}");
        }
    }
}
