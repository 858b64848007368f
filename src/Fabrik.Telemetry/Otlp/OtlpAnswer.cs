using System.Buffers;
using System.Text.Json;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>The bodies that answer a request, in its own encoding.</summary>
public static class OtlpAnswer
{
    private const uint PartialSuccess = (1 << 3) | 2;
    private const uint Rejected = (1 << 3) | 0;
    private const uint ErrorMessage = (2 << 3) | 2;
    private const uint StatusCode = (1 << 3) | 0;
    private const uint StatusMessage = (2 << 3) | 2;

    public static string ContentType(OtlpFormat format) => format == OtlpFormat.Json ? "application/json" : "application/x-protobuf";

    /// <summary>
    /// An <c>ExportXServiceResponse</c> for a 200. Its partial success is left out when nothing was rejected, as the OTLP specification asks.
    /// </summary>
    /// <param name="format">That of the request.</param>
    /// <param name="signal">Names the count: rejectedSpans, rejectedLogRecords or rejectedDataPoints.</param>
    /// <param name="rejected">How many items; the client must not send them again.</param>
    /// <param name="reason">Why, for a person.</param>
    public static byte[] Success(OtlpFormat format, OtlpSignal signal, int rejected, string? reason)
    {
        if (format == OtlpFormat.Protobuf)
        {
            if (rejected == 0) return [];
            using var protobuf = new ProtoWriter(256);
            var mark = protobuf.Begin(PartialSuccess);
            protobuf.Tag(Rejected);
            protobuf.Varint((ulong)rejected);
            if (reason is { Length: > 0 }) protobuf.Text(ErrorMessage, reason);
            protobuf.End(mark);
            return protobuf.Written.ToArray();
        }

        return Json(json =>
        {
            if (rejected == 0) return;
            json.WriteStartObject("partialSuccess");
            json.WriteString(RejectedName(signal), rejected.ToString());
            if (reason is { Length: > 0 }) json.WriteString("errorMessage", reason);
            json.WriteEndObject();
        });
    }

    /// <summary>A <c>google.rpc.Status</c>, the body of every 4xx and 5xx of OTLP/HTTP.</summary>
    /// <param name="format">That of the request.</param>
    /// <param name="grpcCode">One of <see cref="GrpcStatus"/>.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public static byte[] Failure(OtlpFormat format, int grpcCode, string message)
    {
        if (format == OtlpFormat.Protobuf)
        {
            using var protobuf = new ProtoWriter(256);
            protobuf.Tag(StatusCode);
            protobuf.Varint((ulong)grpcCode);
            protobuf.Text(StatusMessage, message);
            return protobuf.Written.ToArray();
        }

        return Json(json =>
        {
            json.WriteNumber("code", grpcCode);
            json.WriteString("message", message);
        });
    }

    private static string RejectedName(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "rejectedSpans",
        OtlpSignal.Logs => "rejectedLogRecords",
        _ => "rejectedDataPoints",
    };

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
