using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Store.Evidence;

/// <summary>
/// Collects values in one unambiguous form (texts and bytes with their length, null as length -1) and hashes them.
/// Dispose it once; it borrows its buffer.
/// </summary>
internal ref struct DigestBuffer
{
    private byte[] _bytes;
    private int _length;

    public DigestBuffer(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public void Add(string? text)
    {
        if (text is null)
        {
            Add(-1);
            return;
        }

        var space = Reserve(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, space[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(space, written);
        _length += sizeof(int) + written;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void Add(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), number);
        _length += sizeof(int);
    }

    public void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), number);
        _length += sizeof(long);
    }

    /// <summary>Null differs from every number.</summary>
    public void Add(long? number)
    {
        Add(number.HasValue ? 1 : 0);
        Add(number.GetValueOrDefault());
    }

    /// <summary>SHA-256 of all that was added, cut to 16 bytes.</summary>
    public readonly byte[] Hash()
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), whole);
        return whole[..StepDigest.Size].ToArray();
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _bytes.Length * 2));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
