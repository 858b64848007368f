using System.Buffers.Binary;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Evidence;

/// <summary>
/// The lists of a histogram or summary as one blob: three times a count (int32) and its items, all little-endian:
/// bounds (double), bucket counts (int64), quantiles (two doubles each). Null for a point without any.
/// </summary>
internal static class MetricShape
{
    public static byte[]? Encode(MetricPoint point)
    {
        if (point.Bounds.Count == 0 && point.BucketCounts.Count == 0 && point.Quantiles.Count == 0) return null;
        var blob = new byte[(3 * sizeof(int)) + (8 * (point.Bounds.Count + point.BucketCounts.Count + (2 * point.Quantiles.Count)))];
        var rest = blob.AsSpan();
        Count(ref rest, point.Bounds.Count);
        foreach (var bound in point.Bounds) Item(ref rest, BitConverter.DoubleToInt64Bits(bound));
        Count(ref rest, point.BucketCounts.Count);
        foreach (var count in point.BucketCounts) Item(ref rest, count);
        Count(ref rest, point.Quantiles.Count);
        foreach (var (quantile, value) in point.Quantiles)
        {
            Item(ref rest, BitConverter.DoubleToInt64Bits(quantile));
            Item(ref rest, BitConverter.DoubleToInt64Bits(value));
        }

        return blob;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> for bytes that <see cref="Encode"/> did not make.</summary>
    public static (double[] Bounds, long[] BucketCounts, KeyValuePair<double, double>[] Quantiles) Decode(ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty) return ([], [], []);
        var bounds = Array.ConvertAll(Items(ref blob, 1), BitConverter.Int64BitsToDouble);
        var counts = Items(ref blob, 1);
        var pairs = Array.ConvertAll(Items(ref blob, 2), BitConverter.Int64BitsToDouble);
        var quantiles = new KeyValuePair<double, double>[pairs.Length / 2];
        for (var i = 0; i < quantiles.Length; i++) quantiles[i] = new(pairs[2 * i], pairs[(2 * i) + 1]);
        return (bounds, counts, quantiles);
    }

    private static void Count(ref Span<byte> rest, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, count);
        rest = rest[sizeof(int)..];
    }

    private static void Item(ref Span<byte> rest, long bits)
    {
        BinaryPrimitives.WriteInt64LittleEndian(rest, bits);
        rest = rest[sizeof(long)..];
    }

    private static long[] Items(ref ReadOnlySpan<byte> blob, int width)
    {
        if (blob.Length < sizeof(int)) throw Damaged();
        var count = BinaryPrimitives.ReadInt32LittleEndian(blob);
        blob = blob[sizeof(int)..];
        if (count < 0 || count > blob.Length / (8 * width)) throw Damaged();
        var items = new long[count * width];
        for (var i = 0; i < items.Length; i++) items[i] = BinaryPrimitives.ReadInt64LittleEndian(blob[(8 * i)..]);
        blob = blob[(8 * items.Length)..];
        return items;
    }

    private static InvalidDataException Damaged() => new("A stored metric point is damaged: its lists are longer than its bytes.");
}
