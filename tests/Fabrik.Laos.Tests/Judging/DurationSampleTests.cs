using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Tests.Judging;

public sealed class DurationSampleTests
{
    [Fact]
    public void Beyond_its_size_it_answers_within_the_error_that_it_prints()
    {
        var random = CounterRandom.From(7, "durations");
        var values = Enumerable.Range(0, 20_000).Select(_ => Math.Exp(12 * (random.NextUInt64() / (double)ulong.MaxValue)) / 1000).ToArray();
        var (exact, sketch) = (new DurationSample(), new DurationSample(exactUpTo: 1000));
        foreach (var value in values) (exact, sketch) = (Add(exact, value), Add(sketch, value));

        Assert.True(exact.IsExact);
        Assert.False(sketch.IsExact);
        Assert.Equal("", exact.Precision);
        Assert.Contains("0.1 %", sketch.Precision, StringComparison.Ordinal);
        Assert.Equal(exact.Max, sketch.Quantile(1));
        foreach (var p in (double[])[0.001, 0.5, 0.9, 0.95, 0.99, 0.999])
        {
            Assert.Equal(1, sketch.Quantile(p) / exact.Quantile(p), LatencySketch.RelativeError * 1.001);

            // The sketch's bounds are its buckets' edges: never narrower than the exact ones.
            var ((low, high), (exactLow, exactHigh)) = (sketch.Bounds(p), exact.Bounds(p));
            Assert.True(low <= exactLow && high >= exactHigh, $"{p}: [{low}, {high}] does not hold [{exactLow}, {exactHigh}]");
        }

        Assert.InRange(sketch.AtMost(1), exact.AtMost(0.997), exact.AtMost(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1e-6)]
    [InlineData(9.2e12)]
    public void The_ends_of_the_range_have_a_bucket(double milliseconds)
    {
        var sketch = new DurationSample(exactUpTo: 0);
        sketch.Add(milliseconds);

        Assert.Equal(Math.Max(0, milliseconds), sketch.Quantile(0.5), Math.Abs(milliseconds) * 0.0011);
        Assert.Equal(milliseconds, sketch.Max);
    }

    [Fact]
    public void Exact_quantiles_are_nearest_ranks()
    {
        var sample = new DurationSample();
        foreach (var value in (double[])[30, 10, 20]) sample.Add(value);

        Assert.Equal(Quantile.NearestRank([10, 20, 30], 0.5), sample.Quantile(0.5));
        sample.Add(5);
        Assert.Equal(10, sample.Quantile(0.5));
        Assert.Equal(3, sample.AtMost(20));
    }

    private static DurationSample Add(DurationSample sample, double value)
    {
        sample.Add(value);
        return sample;
    }
}
