using FsCheck;
using FsCheck.Fluent;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Tests.Evidence;

public sealed class StoredPayloads
{
    [Fact]
    public void Any_bytes_come_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte>(), (bytes, repeat) =>
        {
            byte[] payload = [.. Enumerable.Repeat(bytes, repeat * 4).SelectMany(b => b)];
            return PayloadCodec.Decode(PayloadCodec.Encode(payload)).AsSpan().SequenceEqual(payload);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Repetitive_payloads_shrink_and_random_ones_grow_by_one_byte()
    {
        var random = new byte[50_000];
        new Random(1).NextBytes(random);

        Assert.True(PayloadCodec.Encode(new byte[50_000]).Length < 500);
        Assert.Equal(50_001, PayloadCodec.Encode(random).Length);
        Assert.Equal(PayloadCodec.CompressFrom, PayloadCodec.Encode(new byte[PayloadCodec.CompressFrom - 1]).Length);
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_take_no_memory()
    {
        byte[][] damaged = [[], [2, 1, 2], [1], [1, 255, 255, 255, 127, 0], [1, 255, 255, 255, 255, 0], [1, 5, 0, 0, 0, 9, 9], PayloadCodec.Encode(new byte[5000])[..^1]];

        foreach (var bytes in damaged) Assert.Throws<InvalidDataException>(() => PayloadCodec.Decode(bytes));
    }

    [Fact]
    public void Any_bytes_are_a_metric_shape_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            try
            {
                MetricShape.Decode(bytes);
            }
            catch (InvalidDataException)
            {
                // The one answer to bytes that are none.
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shape_that_claims_more_items_than_it_has_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => MetricShape.Decode([255, 255, 255, 127]));
        Assert.Throws<InvalidDataException>(() => MetricShape.Decode([255, 255, 255, 255, 0, 0, 0, 0]));
        Assert.Throws<InvalidDataException>(() => MetricShape.Decode([0, 0, 0, 0, 1, 0, 0, 0, 0]));
    }
}
