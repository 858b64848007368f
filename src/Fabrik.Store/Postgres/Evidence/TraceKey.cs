using System.Buffers.Binary;
using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres.Evidence;

/// <summary>A trace id as PostgreSQL's 16-byte uuid, digit for digit.</summary>
internal static class TraceKey
{
    public static Guid Of(TraceId trace)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, trace.Value);
        return new Guid(bytes, bigEndian: true);
    }

    public static TraceId Read(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        return TraceId.TryCreate(BinaryPrimitives.ReadUInt128BigEndian(bytes), out var trace)
            ? trace
            : throw new InvalidDataException("A stored trace id is all zero.");
    }
}
