using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Core.Tests.Statistics;

public sealed class BootstrapTests
{
    // Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 14.1: spatial test data A, whose variance is 171.5.
    private static readonly double[] SpatialTest =
        [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    [Fact] // SciPy 1.10.1, 400,000 resamples: (97.7, 235.7); the book's table 14.2, with 2,000: (100.8, 233.9)
    public void Percentile_interval_of_the_spatial_test_variance()
    {
        var interval = Bootstrap.Percentile(SpatialTest, Variance, 0.9, 50_000, CounterRandom.From(1));
        Assert.Equal(171.5, Variance(SpatialTest), 0.05);
        Assert.Equal(97.72, interval.Low, 1.0);
        Assert.Equal(235.71, interval.High, 1.0);
    }

    [Fact] // SciPy 1.10.1, 400,000 resamples: (115.5, 261.1); the book's table 14.2: (115.8, 259.6)
    public void Bca_interval_of_the_spatial_test_variance()
    {
        var interval = Bootstrap.Bca(SpatialTest, Variance, 0.9, 50_000, CounterRandom.From(1));
        Assert.Equal(115.50, interval.Low, 1.2);
        Assert.Equal(261.12, interval.High, 1.2);
    }

    [Fact] // the book, page 187: acceleration 0.061
    public void Acceleration_of_the_spatial_test_variance() => Assert.Equal(0.061, Jackknife.Acceleration(SpatialTest, 1, Variance), 0.0005);

    [Fact]
    public void The_same_stream_gives_the_same_interval()
    {
        var one = Bootstrap.Bca(SpatialTest, Mean, 0.95, 500, CounterRandom.From(9, "x"));
        Assert.Equal(one, Bootstrap.Bca(SpatialTest, Mean, 0.95, 500, CounterRandom.From(9, "x")));
        Assert.NotEqual(one, Bootstrap.Bca(SpatialTest, Mean, 0.95, 500, CounterRandom.From(9, "y")));
    }

    [Fact]
    public void Equal_values_and_single_values_give_no_width()
    {
        Assert.Equal(new Interval(4, 4), Bootstrap.Bca([4, 4, 4], Mean, 0.95, 100, CounterRandom.From(1)));
        Assert.Equal(new Interval(4, 4), Bootstrap.Percentile([4], Mean, 0.95, 100, CounterRandom.From(1)));
        Assert.Equal(new Interval(4, 4), BlockBootstrap.Bca([4], 1, Mean, 0.95, 100, CounterRandom.From(1)));
    }

    [Fact]
    public void Refuses_empty_samples_NaN_and_a_statistic_that_gives_NaN()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Percentile([], Mean, 0.95, 100, CounterRandom.From(1)));
        Assert.Throws<ArgumentException>(() => Bootstrap.Percentile([1, double.NaN], Mean, 0.95, 100, CounterRandom.From(1)));
        Assert.Throws<ArgumentException>(() => Bootstrap.Percentile([1, 2], _ => double.NaN, 0.95, 100, CounterRandom.From(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Percentile([1], Mean, 1, 100, CounterRandom.From(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Percentile([1, 2], 3, Mean, 0.95, 100, CounterRandom.From(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Percentile([1, 2], 0, Mean, 0.95, 100, CounterRandom.From(1)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(27, 3)]
    [InlineData(1000, 10)]
    [InlineData(1001, 11)]
    public void Block_length_grows_with_the_cube_root(int n, int length) => Assert.Equal(length, BlockBootstrap.DefaultBlockLength(n));

    [Fact]
    public void Every_resample_is_made_of_whole_runs_of_the_series()
    {
        double[] series = [.. Enumerable.Range(0, 50)];
        BlockBootstrap.Percentile(series, 7, CheckRuns, 0.9, 200, CounterRandom.From(2));

        static double CheckRuns(ReadOnlySpan<double> resample)
        {
            Assert.Equal(50, resample.Length);
            for (var i = 1; i < resample.Length; i++)
                if (i % 7 != 0) Assert.Equal(resample[i - 1] + 1, resample[i]);
            return resample[0];
        }
    }

    [Fact]
    public void A_block_of_the_whole_series_leaves_nothing_to_chance()
    {
        var interval = BlockBootstrap.Percentile(SpatialTest, SpatialTest.Length, Mean, 0.9, 50, CounterRandom.From(2));
        Assert.Equal(new Interval(Mean(SpatialTest), Mean(SpatialTest)), interval);
    }

    [Fact]
    public void Blocks_cover_the_mean_of_an_autocorrelated_series_where_single_values_do_not()
    {
        // AR(1) with coefficient 0.7: the mean's variance is (1 + 0.7)/(1 − 0.7) = 5.7 times that of independent values.
        const int series = 300;
        int byBlocks = 0, bySingles = 0;
        for (var i = 0; i < series; i++)
        {
            var random = CounterRandom.From(21, "ar1").Fork(i);
            var values = new double[400];
            var level = random.NextNormal() / Math.Sqrt(1 - 0.49);
            for (var j = 0; j < values.Length; j++) values[j] = level = (0.7 * level) + random.NextNormal();
            if (Holds(BlockBootstrap.Percentile(values, 25, Mean, 0.9, 200, random.Fork("blocks")))) byBlocks++;
            if (Holds(Bootstrap.Percentile(values, Mean, 0.9, 200, random.Fork("singles")))) bySingles++;
        }

        Assert.InRange(byBlocks / (double)series, 0.78, 0.95);
        Assert.InRange(bySingles / (double)series, 0.35, 0.65);

        static bool Holds(Interval interval) => interval.Low <= 0 && 0 <= interval.High;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        var (mean, sum) = (Mean(values), 0.0);
        foreach (var value in values) sum += (value - mean) * (value - mean);
        return sum / values.Length;
    }
}
