using System.Buffers.Binary;

namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>
/// Walks one protobuf message in place (protobuf.dev, "Encoding"). After a fault every read returns its default and <see cref="Next"/> ends,
/// so a caller looks at <see cref="Fault"/> once, at the end. Each <see cref="Next"/> must be followed by one read or <see cref="Skip"/>.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;
    private int _faultAt;

    /// <summary>Field number times eight plus wire type.</summary>
    public uint Tag { get; private set; }

    public string? Fault { get; private set; }

    public readonly string? FaultText => Fault is null ? null : $"{Fault} at byte {_faultAt}";

    /// <summary>Whether a packed list goes on.</summary>
    public readonly bool HasMore => _position < _message.Length;

    public bool Next()
    {
        if (_position >= _message.Length) return false;
        var tag = (ulong)_message[_position];
        if (tag < 0x80) _position++;
        else tag = Varint();

        if (Fault is not null) return false;
        if (tag > uint.MaxValue || tag >> 3 == 0) return Fail("a field number out of range");
        Tag = (uint)tag;
        return true;
    }

    public ulong Varint()
    {
        var result = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position >= _message.Length)
            {
                Fail("a number cut short");
                return 0;
            }

            var next = _message[_position++];
            result |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return result;
        }

        Fail("a number longer than ten bytes");
        return 0;
    }

    /// <summary>A <c>sint32</c>.</summary>
    public int ZigZag()
    {
        var raw = (uint)Varint();
        return (int)(raw >> 1) ^ -(int)(raw & 1);
    }

    public ulong Fixed64()
    {
        if (_message.Length - _position < 8)
        {
            Fail("a 64-bit number cut short");
            return 0;
        }

        var value = BinaryPrimitives.ReadUInt64LittleEndian(_message[_position..]);
        _position += 8;
        return value;
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Varint();
        if (length > (ulong)(_message.Length - _position))
        {
            Fail("a length beyond the end");
            return default;
        }

        var bytes = _message.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    /// <summary>Passes over an unknown field. Groups were never part of OTLP and are a fault.</summary>
    public void Skip()
    {
        switch (Tag & 7)
        {
            case 0:
                Varint();
                break;
            case 1:
                Fixed64();
                break;
            case 2:
                Bytes();
                break;
            case 5 when _message.Length - _position >= 4:
                _position += 4;
                break;
            case 5:
                Fail("a 32-bit number cut short");
                break;
            default:
                Fail("a wire type that OTLP does not use");
                break;
        }
    }

    /// <summary>True when the bytes are a sequence of well-formed fields.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next()) reader.Skip();
        return reader.Fault is null;
    }

    private bool Fail(string fault)
    {
        if (Fault is null) (Fault, _faultAt) = (fault, _position);
        _position = _message.Length;
        return false;
    }
}
