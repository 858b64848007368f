using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Core.Tests.Statistics;

public sealed class SprtTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, section 6.2.6: p1 = 0.01, p2 = 0.10, alpha = 0.05, beta = 0.10 give the acceptance
    // line -0.939 + 0.0397 n and the rejection line 1.205 + 0.0397 n; the first acceptance is at n = 24 with no defect.
    private static readonly Sprt Nist = new(0.01, 0.10, 0.05, 0.10);

    [Fact]
    public void Has_the_lines_of_the_NIST_handbook()
    {
        var perEvent = Math.Log(0.1 / 0.01) - Math.Log(0.9 / 0.99);
        Assert.Equal(-0.939, Nist.LowerBoundary / perEvent, 0.0005);
        Assert.Equal(1.205, Nist.UpperBoundary / perEvent, 0.0005);
    }

    [Theory]
    [InlineData(0, 23, SprtDecision.Continue)]
    [InlineData(0, 24, SprtDecision.AcceptLow)]
    [InlineData(1, 48, SprtDecision.Continue)]
    [InlineData(1, 49, SprtDecision.AcceptLow)]
    [InlineData(2, 2, SprtDecision.AcceptHigh)]
    [InlineData(2, 19, SprtDecision.AcceptHigh)]
    [InlineData(2, 20, SprtDecision.Continue)]
    [InlineData(3, 24, SprtDecision.AcceptHigh)]
    [InlineData(0, 0, SprtDecision.Continue)]
    public void Decides_where_the_lines_are_crossed(long events, long trials, SprtDecision expected) =>
        Assert.Equal(expected, Nist.Decide(events, trials));

    [Theory]
    [InlineData(0, 0.1, 0.05, 0.05)]
    [InlineData(0.1, 0.1, 0.05, 0.05)]
    [InlineData(0.1, 1, 0.05, 0.05)]
    [InlineData(0.1, 0.2, 0.5, 0.5)]
    [InlineData(0.1, double.NaN, 0.05, 0.05)]
    public void Refuses_a_design_that_can_not_decide(double low, double high, double alpha, double beta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sprt(low, high, alpha, beta));

    [Fact]
    public void Refuses_more_events_than_trials() => Assert.Throws<ArgumentOutOfRangeException>(() => Nist.Decide(2, 1));

    [Theory] // Wald's bounds: wrong at most alpha / (1 - beta) and beta / (1 - alpha) of the time
    [InlineData(0.05, SprtDecision.AcceptHigh, 0.05 / 0.9)]
    [InlineData(0.20, SprtDecision.AcceptLow, 0.1 / 0.95)]
    public void Errs_no_more_often_than_designed(double truth, SprtDecision wrong, double bound)
    {
        const int tests = 2000;
        var sprt = new Sprt(0.05, 0.20, 0.05, 0.10);
        var errors = 0;
        for (var i = 0; i < tests; i++)
        {
            var random = CounterRandom.From(5, "sprt").Fork(i);
            long events = 0, trials = 0;
            SprtDecision decision;
            do
            {
                trials++;
                if (random.NextDouble() < truth) events++;
                decision = sprt.Decide(events, trials);
            }
            while (decision == SprtDecision.Continue);
            if (decision == wrong) errors++;
        }

        Assert.InRange((double)errors / tests, 0.001, bound + (4 * Math.Sqrt(bound * (1 - bound) / tests)));
    }
}
