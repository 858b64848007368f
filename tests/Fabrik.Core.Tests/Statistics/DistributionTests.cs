using Fabrik.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Statistics;

/// <summary>Figures without another source are printed by R 4.2.2 (lgamma, pbeta, qbeta, pbinom, pnorm, qnorm).</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(1e-5, 11.512919692895826)]
    [InlineData(0.5, 0.57236494292470008)] // ln √π
    [InlineData(1.5, -0.12078223763524518)]
    [InlineData(10, 12.801827480081469)] // ln 9!
    [InlineData(16, 27.899271383840894)]
    [InlineData(100.5, 361.43554046777757)]
    [InlineData(1e6, 12815504.569147611)]
    [InlineData(1e9, 19723265827.503716)]
    public void Log_gamma_agrees_with_R(double x, double expected) => Close.Equal(expected, GammaFunction.Log(x), 1e-13);

    [Theory]
    [InlineData(0.5, 2, 3, 0.6875)] // 11/16 by hand
    [InlineData(0.2, 1, 1, 0.2)]
    [InlineData(0.01, 0.5, 0.5, 0.06376856085851984)] // the arcsine law: 2/π asin √x
    [InlineData(0.999, 10, 0.1, 0.3403333397791749)]
    [InlineData(0.3, 30, 70, 0.51162510455860954)]
    [InlineData(0.05, 100, 20, 1.4763249106127585e-109)]
    [InlineData(1e-5, 3, 2e5, 0.32332899725307823)]
    [InlineData(0.5, 1e-3, 1e-3, 0.5)]
    [InlineData(0.95, 950000, 50000, 0.49945085804934619)]
    [InlineData(0.9503, 950000, 50000, 0.91585733816184844)]
    public void Incomplete_beta_agrees_with_R(double x, double a, double b, double expected) =>
        Close.Equal(expected, BetaDistribution.Cdf(x, a, b));

    [Theory]
    [InlineData(0.025, 1, 10, 0.0025285785444617843)]
    [InlineData(0.975, 3, 98, 0.07038393247107011)]
    [InlineData(0.5, 0.5, 0.5, 0.5)]
    [InlineData(0.025, 50, 950000, 3.9062401989051597e-05)]
    [InlineData(0.975, 950001, 50000, 0.95042636045267359)]
    [InlineData(1e-6, 2, 2, 0.00057746143379203987)]
    [InlineData(0.1, 0.2, 5, 1.4159316201294586e-06)]
    public void Inverse_incomplete_beta_agrees_with_R(double p, double a, double b, double expected) =>
        Close.Equal(expected, BetaDistribution.Quantile(p, a, b));

    [Theory] // Closed forms: 1 − 2/π atan t for one degree of freedom, 1 − t / √(2 + t²) for two
    [InlineData(1, 1, 0.5)]
    [InlineData(12.706204736432095, 1, 0.049999999998991296)]
    [InlineData(2, 2, 0.18350341907227397)]
    [InlineData(-2, 2, 0.18350341907227397)]
    [InlineData(0, 7, 1)]
    public void Student_s_tail_agrees_with_its_closed_forms(double t, double degrees, double expected) =>
        Close.Equal(expected, StudentDistribution.TwoSidedTail(t, degrees), 1e-12);

    [Theory]
    [InlineData(0.975, 1)]
    [InlineData(0.2, 4)]
    [InlineData(0.5, 9)]
    [InlineData(0.9999, 30)]
    public void Student_s_quantile_undoes_its_tail(double p, double degrees)
    {
        var t = StudentDistribution.Quantile(p, degrees);
        Close.Equal(2 * Math.Min(p, 1 - p), StudentDistribution.TwoSidedTail(t, degrees), 1e-10);
        Assert.Equal(Math.Sign(p - 0.5), Math.Sign(t));
    }

    [Theory]
    [InlineData(58, 60, 0.95, 0.80844662526477862)]
    [InlineData(0, 59, 0.95, 1.7347234759769149e-77)]
    [InlineData(9989, 10000, 0.999, 0.41696023937074422)]
    public void Binomial_cdf_agrees_with_R(long k, long n, double p, double expected) =>
        Close.Equal(expected, BinomialDistribution.Cdf(k, n, p));

    [Theory]
    [InlineData(-10, 7.6198530241605269e-24)]
    [InlineData(-5, 2.8665157187919391e-07)]
    [InlineData(-3, 0.0013498980316300946)]
    [InlineData(-1.96, 0.024997895148220428)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.69146246127401301)]
    [InlineData(3, 0.9986501019683699)]
    [InlineData(6, 0.9999999990134123)]
    public void Normal_cdf_agrees_with_R(double z, double expected) => Close.Equal(expected, NormalDistribution.Cdf(z), 1e-12);

    [Theory]
    [InlineData(1e-300, -37.047096299361201)]
    [InlineData(1e-20, -9.2623400897984052)]
    [InlineData(1e-6, -4.7534243088228987)]
    [InlineData(0.001, -3.0902323061678132)]
    [InlineData(0.025, -1.9599639845400538)]
    [InlineData(0.3, -0.52440051270804067)]
    [InlineData(0.9, 1.2815515655446008)]
    [InlineData(0.9999, 3.7190164854557084)]
    public void Normal_quantile_agrees_with_R(double p, double expected) => Close.Equal(expected, NormalDistribution.Quantile(p), 1e-12);

    [Fact]
    public void Normal_quantile_ends_at_the_infinities()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.Equal(0, NormalDistribution.Quantile(0.5), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(double.NaN));
    }

    [Fact]
    public void Binomial_cdf_is_the_sum_of_its_terms()
    {
        const int n = 12;
        const double p = 0.3;
        double sum = 0, term = Math.Pow(1 - p, n);
        for (var k = 0; k < n; k++)
        {
            sum += term;
            Close.Equal(sum, BinomialDistribution.Cdf(k, n, p), 1e-13);
            term *= (n - k) * p / ((k + 1) * (1 - p));
        }
    }

    [Fact]
    public void Inverse_undoes_the_incomplete_beta() =>
        Prop.ForAll(
            (from a in Gen.Choose(1, 400) from b in Gen.Choose(1, 400) from p in Gen.Choose(1, 999) select (A: a / 4.0, B: b / 4.0, P: p / 1000.0)).ToArbitrary(),
            c => Math.Abs(BetaDistribution.Cdf(BetaDistribution.Quantile(c.P, c.A, c.B), c.A, c.B) - c.P) < 1e-11).QuickCheckThrowOnFailure();
}
