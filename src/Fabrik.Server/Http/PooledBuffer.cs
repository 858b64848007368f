using System.Buffers;

namespace Fabrik.Server.Http;

/// <summary>A growing byte buffer on a pooled array. Nothing may hold its memory after <see cref="Dispose"/>.</summary>
internal sealed class PooledBuffer(int capacity) : IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    public int Capacity => _array.Length;

    /// <summary>Where to write next; call <see cref="Grow"/> first when it is empty.</summary>
    public Memory<byte> Free => _array.AsMemory(Length);

    public void Advance(int count) => Length += count;

    /// <summary>Makes room for at least <paramref name="count"/> more bytes.</summary>
    public void Grow(int count)
    {
        if (_array.Length - Length >= count) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_array.Length * 2, Length + count));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Dispose()
    {
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }
}
