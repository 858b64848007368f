using System.Buffers.Binary;
using Fabrik.Core.Scope;

namespace Fabrik.Telemetry.Otlp;

/// <summary>Trace and span ids as OTLP carries them: big-endian bytes.</summary>
internal static class OtlpIds
{
    public static bool TryTrace(ReadOnlySpan<byte> bytes, out TraceId id)
    {
        id = default;
        return bytes.Length == 16 && TraceId.TryCreate(BinaryPrimitives.ReadUInt128BigEndian(bytes), out id);
    }

    public static bool TrySpan(ReadOnlySpan<byte> bytes, out ulong id)
    {
        id = bytes.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;
        return id != 0;
    }

    /// <summary>True for the two ways of saying "none": no bytes, or the right number of zeros.</summary>
    public static bool IsAbsent(ReadOnlySpan<byte> bytes, int length) =>
        bytes.IsEmpty || (bytes.Length == length && !bytes.ContainsAnyExcept((byte)0));
}
