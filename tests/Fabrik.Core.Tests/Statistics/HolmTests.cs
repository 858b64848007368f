using Fabrik.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Statistics;

public sealed class HolmTests
{
    [Fact]
    public void Agrees_with_R() // R 4.2.2: p.adjust(x, "holm")
    {
        double[] expected = [0.05, 0.09, 0.09, 0.03, 0.5, 0.08];
        Assert.All(expected.Zip(Holm.Adjust([0.01, 0.04, 0.03, 0.005, 0.5, 0.02])), p => Close.Equal(p.First, p.Second, 1e-14));
    }

    [Fact]
    public void Leaves_one_test_alone_and_takes_none()
    {
        Assert.Equal([0.04], Holm.Adjust([0.04]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void Refuses_what_is_no_probability()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([0.1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([1.1]));
    }

    [Fact]
    public void Never_lowers_never_exceeds_Bonferroni_and_keeps_the_order() =>
        Prop.ForAll(
            Gen.Choose(0, 1000).ListOf().ToArbitrary(),
            list =>
            {
                double[] p = [.. list.Select(v => v / 1000.0)];
                var adjusted = Holm.Adjust(p);
                var pairs = p.Zip(adjusted).OrderBy(x => x.First).ThenBy(x => x.Second).ToArray();
                return pairs.All(x => x.Second >= x.First && x.Second <= Math.Min(1, x.First * p.Length) + 1e-12)
                    && pairs.Zip(pairs.Skip(1)).All(x => x.First.Second <= x.Second.Second);
            }).QuickCheckThrowOnFailure();
}
