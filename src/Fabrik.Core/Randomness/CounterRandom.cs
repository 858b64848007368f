using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Core.Randomness;

/// <summary>
/// Randomness as a pure function of (seed, labels, counter): the same three give the same value on any machine, in any order, on any
/// thread. Give every unit of work its own stream by <see cref="Fork(string)"/>; then nothing depends on who runs first.
/// A stream itself is advanced by one owner at a time. Not for secrets.
/// </summary>
public sealed class CounterRandom
{
    private readonly byte[] _identity;
    private readonly ulong _key;
    private readonly ulong _stream;
    private ulong _second;

    private CounterRandom(byte[] identity)
    {
        // 128 bits of the hash pick key and stream, so that two labels meet with chance 2^-128.
        _identity = identity;
        _key = BinaryPrimitives.ReadUInt64LittleEndian(identity);
        _stream = BinaryPrimitives.ReadUInt64LittleEndian(identity.AsSpan(8));
    }

    /// <summary>How many 64-bit values were drawn.</summary>
    public ulong Position { get; private set; }

    /// <summary>The stream of a seed and labels; the same as forking by each label in turn.</summary>
    public static CounterRandom From(ulong seed, params ReadOnlySpan<string> labels)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        var random = new CounterRandom(SHA256.HashData(bytes));
        foreach (var label in labels) random = random.Fork(label);
        return random;
    }

    /// <summary>An independent stream at position 0. Depends on this stream's seed and labels, not on its position.</summary>
    public CounterRandom Fork(string label)
    {
        // The parent's hash has a fixed length, so no two lists of labels spell the same bytes.
        var size = Encoding.UTF8.GetByteCount(label);
        var bytes = new byte[_identity.Length + size];
        _identity.CopyTo(bytes, 0);
        Encoding.UTF8.GetBytes(label, bytes.AsSpan(_identity.Length));
        return new CounterRandom(SHA256.HashData(bytes));
    }

    /// <summary>The stream numbered <paramref name="index"/>: for trials, resamples and other counted work.</summary>
    public CounterRandom Fork(long index) => Fork(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value at a counter, without moving this stream. Thread-safe.</summary>
    public ulong At(ulong counter)
    {
        var (low, high) = Philox.Block(counter >> 1, _stream, _key);
        return (counter & 1) == 0 ? low : high;
    }

    public ulong NextUInt64()
    {
        // One block holds two values: an even position keeps the second for the next call.
        var position = Position++;
        if ((position & 1) != 0) return _second;
        (var first, _second) = Philox.Block(position >> 1, _stream, _key);
        return first;
    }

    /// <summary>0 ≤ x &lt; 1, one of 2^53 equally likely values. Draws one value.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 ≤ x &lt; bound, each equally likely: Lemire, ACM Transactions on Modeling and Computer Simulation 29 (2019). Draws one value, rarely more.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var reject = (0 - range) % range;
            while (low < reject) high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Standard normal, by Box and Muller (1958). Draws two values.</summary>
    public double NextNormal()
    {
        // 1 − x is never 0, so the logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts items in random order, each order equally likely: Fisher and Yates (1938), in Durstenfeld's form.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
