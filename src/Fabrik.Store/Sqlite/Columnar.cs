using System.Buffers.Binary;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Sqlite;

/// <summary>How the domain's small values lie in columns.</summary>
internal static class Columnar
{
    public static UnixTime? Time(Statement row, int column) => row.LongOrNull(column) is { } n ? UnixTime.FromNanoseconds(n) : null;

    /// <summary>Type and message in two columns; no type means no error.</summary>
    public static StepError? Error(Statement row, int column) =>
        row.TextOrNull(column) is { } type ? new StepError(type, row.TextOrNull(column + 1) ?? "") : null;

    public static TraceId? Trace(Statement row, int column) => Trace(row.Blob(column));

    public static TraceId? Trace(ReadOnlySpan<byte> blob) =>
        blob.Length == 16 && TraceId.TryCreate(BinaryPrimitives.ReadUInt128BigEndian(blob), out var trace) ? trace : null;

    public static Statement Bind(this Statement statement, TraceId? trace)
    {
        if (trace is not { } id) return statement.BindNull();
        Span<byte> blob = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(blob, id.Value);
        return statement.BindBlob(blob);
    }
}
