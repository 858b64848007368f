using System.Buffers.Binary;
using System.Text;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// gRPC's framing of a unary call (gRPC over HTTP/2, "Length-Prefixed-Message"): one byte that says whether the message is compressed, its
/// length in four bytes, the message.
/// </summary>
public static class GrpcFrame
{
    public const int HeaderBytes = 5;

    public const string ContentType = "application/grpc";

    /// <summary>Takes the one message out of a request body. A compressed one is in the encoding of the <c>grpc-encoding</c> header.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> message, out bool compressed, out string? error)
    {
        (message, compressed, error) = (default, false, null);
        if (body.Length < HeaderBytes)
        {
            error = $"The gRPC body is {body.Length} bytes; a frame has at least {HeaderBytes}.";
            return false;
        }

        var flag = body.Span[0];
        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        if (flag > 1) error = $"The first byte of the gRPC frame is {flag}, not 0 or 1.";
        else if (length > body.Length - HeaderBytes) error = $"The gRPC frame says {length} bytes; {body.Length - HeaderBytes} follow.";
        else if (length < body.Length - HeaderBytes) error = "More than one gRPC message was sent; Export takes one.";
        if (error is not null) return false;

        compressed = flag == 1;
        message = body[HeaderBytes..];
        return true;
    }

    /// <summary>The message with its header, not compressed.</summary>
    public static byte[] Write(ReadOnlySpan<byte> message)
    {
        var frame = new byte[HeaderBytes + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    /// <summary>A text as the <c>grpc-message</c> trailer carries it: UTF-8, percent-encoded where not printable ASCII.</summary>
    public static string EncodeMessage(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var b in Encoding.UTF8.GetBytes(message))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%') text.Append((char)b);
            else text.Append('%').Append(b.ToString("X2"));
        }

        return text.ToString();
    }
}
