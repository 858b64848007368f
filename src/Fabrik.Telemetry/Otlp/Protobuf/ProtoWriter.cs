using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>Writes protobuf into one pooled buffer. Nested messages are opened and closed; their length is put in place on closing.</summary>
internal sealed class ProtoWriter : IDisposable
{
    // Field 1000 is reserved in opentelemetry-proto, so every reader passes over it.
    private const uint FillerTag = (1000 << 3) | 2;

    private byte[] _buffer;

    public ProtoWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 256));

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Tag(uint tag) => Varint(tag);

    public void Varint(ulong value)
    {
        var target = Room(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) target[at++] = (byte)(value | 0x80);
        target[at++] = (byte)value;
        Length += at;
    }

    public void ZigZag(int value) => Varint((uint)((value << 1) ^ (value >> 31)));

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);
        Length += 8;
    }

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>Bytes without a length before them.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Bytes(uint tag, ReadOnlySpan<byte> bytes)
    {
        Tag(tag);
        Varint((ulong)bytes.Length);
        Raw(bytes);
    }

    public void Text(uint tag, string text)
    {
        var mark = Begin(tag);
        Advance(Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length))));
        End(mark);
    }

    /// <summary>Opens a length-delimited field; the mark goes to <see cref="End"/>.</summary>
    public int Begin(uint tag)
    {
        Tag(tag);
        Byte(0);
        return Length;
    }

    public void End(int mark)
    {
        var size = Length - mark;
        var extra = 0;
        for (var rest = size >> 7; rest > 0; rest >>= 7) extra++;
        if (extra > 0)
        {
            Room(extra);
            _buffer.AsSpan(mark, size).CopyTo(_buffer.AsSpan(mark + extra));
        }

        Length = mark - 1;
        Varint((ulong)size);
        Length += size;
    }

    /// <summary>Space for at most <paramref name="size"/> bytes at the end; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (_buffer.Length - Length < size)
        {
            var grown = ArrayPool<byte>.Shared.Rent(checked((int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, (long)Length + size))));
            Written.CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = grown;
        }

        return _buffer.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Forgets everything after <paramref name="length"/>.</summary>
    public void Rewind(int length) => Length = length;

    /// <summary>Turns a written range of at least four bytes into a field that readers pass over.</summary>
    public void Blank(int start, int end)
    {
        var saved = Length;
        Length = start;
        Tag(FillerTag);
        var rest = end - Length;
        if (rest <= 128)
        {
            Varint((ulong)(rest - 1));
        }
        else
        {
            var size = rest - 5;
            for (var i = 0; i < 4; i++) Byte((byte)(((size >> (7 * i)) & 0x7F) | 0x80));
            Byte((byte)(size >> 28));
        }

        Length = saved;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }
}
