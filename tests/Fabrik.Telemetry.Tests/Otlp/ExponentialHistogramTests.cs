using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;
using FsCheck;
using FsCheck.Fluent;
using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class ExponentialHistogramTests
{
    [Fact]
    public void Buckets_of_scale_one_are_powers_of_the_square_root_of_two()
    {
        var point = Read(SInt(6, 1), Nested(8, SInt(1, 2), PackedVarints(2, 1, 2, 3)));
        Assert.Equal([0, 2, Math.Pow(2, 1.5), 4, Math.Pow(2, 2.5)], point.Bounds);
        Assert.Equal([0, 0, 1, 2, 3, 0], point.BucketCounts);
    }

    [Fact]
    public void Many_buckets_are_merged_in_pairs_until_they_fit()
    {
        var point = Read(SInt(6, 0), Nested(8, SInt(1, 0), PackedVarints(2, [.. Enumerable.Repeat(1UL, 40)])));
        Assert.Equal(40, point.BucketCounts.Sum());
        Assert.True(point.BucketCounts.Count <= 16, $"{point.BucketCounts.Count} buckets");
        Assert.Equal([0, 1, 16, 256, 4096], point.Bounds.Take(5));
        Assert.Equal([0, 0, 4, 4, 4], point.BucketCounts.Take(5));
    }

    [Fact]
    public void Buckets_beyond_the_reach_of_a_double_fall_into_the_outermost()
    {
        var point = Read(SInt(6, -20), Nested(8, SInt(1, -1), PackedVarints(2, 1, 1)), Nested(9, SInt(1, 5), PackedVarints(2, 7)));
        Assert.Equal(9, point.BucketCounts.Sum());
        Assert.All(point.Bounds, b => Assert.True(double.IsFinite(b)));
    }

    [Fact]
    public void The_zero_bucket_reaches_to_its_threshold_on_both_sides()
    {
        var point = Read(SInt(6, 0), Fixed64(7, 5), Double(14, 0.25), Nested(8, SInt(1, 0), PackedVarints(2, 1)), Nested(9, SInt(1, 0), PackedVarints(2, 2)));
        Assert.Equal([-2, -1, -0.25, 0.25, 1, 2], point.Bounds);
        Assert.Equal([0, 2, 0, 5, 0, 1, 0], point.BucketCounts);
    }

    [Fact]
    public void A_body_full_of_buckets_costs_no_more_than_the_limit()
    {
        var body = Body(SInt(6, 20), Nested(8, SInt(1, int.MinValue), Bytes(2, [.. Enumerable.Repeat((byte)1, 5_000_000)])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var point = Assert.Single(Otlp.Read.Metrics(body).Items);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(5_000_000, point.BucketCounts.Sum());
    }

    [Fact]
    public void Every_observation_stays_counted_and_bounds_ascend() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-12, 24).ToArbitrary(),
        Gen.Choose(-100_000, 100_000).ToArbitrary(),
        Gen.Choose(0, 1000).ListOf().Select(l => l.Select(i => (ulong)i).ToArray()).ToArbitrary(),
        (scale, offset, counts) =>
        {
            var point = Read(SInt(6, scale), Fixed64(7, 3), Nested(8, SInt(1, offset), PackedVarints(2, counts)), Nested(9, SInt(1, -offset), PackedVarints(2, counts)));
            return point.BucketCounts.Sum() == 3 + (2 * counts.Sum(c => (long)c))
                && point.BucketCounts.Count == point.Bounds.Count + 1
                && point.BucketCounts.Count <= 16
                && point.Bounds.Zip(point.Bounds.Skip(1)).All(p => p.First < p.Second);
        }));

    private static byte[] Body(params byte[][] fields) => Bodies.Request(Bodies.Metric("m", "", 10, Nested(1, [Fixed64(3, 5), .. fields]), Varint(2, 2)));

    private static MetricPoint Read(params byte[][] fields) => Assert.Single(Otlp.Read.Metrics(Body(fields), limits: new OtlpLimits { MaxBuckets = 16 }).Items);
}
