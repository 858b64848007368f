using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Fabrik.Telemetry.Otlp;

/// <summary>A gzip body, inflated into a pooled buffer within the limits. Disposing gives the buffer back: use <see cref="Bytes"/> before.</summary>
public sealed class GzipBody : IDisposable
{
    // A ratio says nothing about a small body.
    private const int RatioFloor = 1024 * 1024;
    private const int MinGzipBytes = 18;

    private byte[] _buffer;
    private readonly int _length;

    private GzipBody(byte[] buffer, int length, InflateFault fault, string? error) =>
        (_buffer, _length, Fault, Error) = (buffer, length, fault, error);

    public InflateFault Fault { get; }

    /// <summary>Null when the body was inflated.</summary>
    public string? Error { get; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>
    /// Never throws on any bytes and never holds more than twice <see cref="OtlpLimits.MaxInflatedBytes"/>. Takes one gzip member (RFC 1952):
    /// its length at the end is checked, so a body that was cut short is not taken for a short one.
    /// </summary>
    public static GzipBody Inflate(ReadOnlyMemory<byte> compressed, OtlpLimits limits)
    {
        if (compressed.Length < MinGzipBytes) return Refused([], InflateFault.Malformed, "The body is not gzip: it is too short.");
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limits.MaxInflatedBytes + 1L, compressed.Length * 4L));
        var length = 0;
        var ratioLimit = Math.Max(RatioFloor, (long)compressed.Length * limits.MaxInflateRatio);
        try
        {
            var array = MemoryMarshal.TryGetArray(compressed, out var segment) ? segment : new ArraySegment<byte>(compressed.ToArray());
            using var source = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer, limits.MaxInflatedBytes);
                var read = gzip.Read(buffer, length, buffer.Length - length);
                if (read == 0) break;
                length += read;
                if (length > limits.MaxInflatedBytes)
                    return Refused(buffer, InflateFault.TooLarge, $"The body inflates to more than {limits.MaxInflatedBytes} bytes. Send smaller batches.");
                if (length > ratioLimit)
                    return Refused(buffer, InflateFault.TooLarge, $"The body inflates to more than {limits.MaxInflateRatio} times its size.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Refused(buffer, InflateFault.Malformed, "The body is not gzip, or is damaged.");
        }

        // GZipStream takes an early end for the end (dotnet/runtime: strict validation is off by default).
        if (BinaryPrimitives.ReadUInt32LittleEndian(compressed.Span[^4..]) != (uint)length)
            return Refused(buffer, InflateFault.Malformed, "The gzip body is cut short, or holds more than one member. Send it whole, as one.");
        return new GzipBody(buffer, length, InflateFault.None, null);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static byte[] Grow(byte[] buffer, int max)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(max + 1L, buffer.Length * 2L));
        buffer.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }

    private static GzipBody Refused(byte[] buffer, InflateFault fault, string error)
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        return new GzipBody([], 0, fault, error);
    }
}
