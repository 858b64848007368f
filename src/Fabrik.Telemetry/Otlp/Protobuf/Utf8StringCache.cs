using System.Buffers.Binary;
using System.Text;

namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>
/// Gives equal short texts one string within a batch. Direct-mapped: a collision only replaces, so hostile input costs misses, not memory.
/// </summary>
internal sealed class Utf8StringCache
{
    private const int Slots = 512;
    private const int MaxBytes = 48;

    private readonly string?[] _slots = new string?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > MaxBytes) return OtlpText.Decode(utf8);

        ref var slot = ref _slots[Hash(utf8) % Slots];
        if (slot is not null && slot.Length == utf8.Length && Ascii.Equals(utf8, slot)) return slot;

        var text = OtlpText.Decode(utf8);
        if (text.Length == utf8.Length) slot = text;
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        ulong first, last;
        if (utf8.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        }
        else
        {
            (first, last) = (utf8[0], utf8[^1]);
            foreach (var b in utf8) first = (first << 8) | b;
        }

        var mixed = ((first * 0x9E3779B97F4A7C15) ^ ((last + (uint)utf8.Length) * 0xC2B2AE3D27D4EB4F)) * 0x165667B19E3779F9;
        return (uint)(mixed >> 40);
    }
}
