using System.Buffers.Binary;
using System.Text.Unicode;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

/// <summary>Reads a request's body, inflated, into one pooled buffer, within the limits and the ingest budget.</summary>
internal static class RequestBody
{
    private const int FirstRead = 16 * 1024;

    /// <param name="lease">Holds the body's bytes; null for small bodies that need no room in the queue.</param>
    /// <param name="limits">Bytes as sent and inflated.</param>
    /// <returns>The body, to be disposed, or why there is none. A client that goes away throws as ASP.NET Core has it.</returns>
    public static async ValueTask<(BodyBytes? Body, Refusal? Refusal)> ReadAsync(HttpRequest request, IngestLease? lease, OtlpLimits limits)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var gzip = string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!gzip && encoding is not ("" or "identity"))
            return (null, Refusals.WrongMediaType("Content-Encoding can be gzip or identity."));

        var (sent, refusal) = await ReadSentAsync(request, lease, limits.MaxBodyBytes);
        return sent is null || !gzip ? (sent, refusal) : Inflate(sent, sent.Memory, lease, limits);
    }

    /// <summary>As <see cref="ReadAsync"/>, requiring JSON in UTF-8.</summary>
    public static async ValueTask<(BodyBytes? Body, Refusal? Refusal)> ReadJsonAsync(HttpRequest request, IngestLease? lease, OtlpLimits limits)
    {
        if (!MediaType.Is(request, HttpAnswers.Json)) return (null, Refusals.WrongMediaType("Content-Type must be application/json."));
        var (body, refusal) = await ReadAsync(request, lease, limits);
        if (body is null || Utf8.IsValid(body.Span)) return (body, refusal);
        body.Dispose();
        return (null, Refusals.Undecodable("It is not UTF-8."));
    }

    /// <summary>Inflates gzip and gives <paramref name="sent"/> back.</summary>
    public static (BodyBytes? Body, Refusal? Refusal) Inflate(BodyBytes sent, ReadOnlyMemory<byte> compressed, IngestLease? lease, OtlpLimits limits)
    {
        using (sent)
        {
            // What gzip's own last four bytes claim is held before it is inflated; a false claim is found out by inflating.
            var claimed = compressed.Length < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(compressed.Span[^sizeof(uint)..]);
            if (lease?.TryHold(sent.Memory.Length + Math.Min(claimed, (long)limits.MaxInflatedBytes)) == false) return (null, Refusals.QueueFull);
            var inflated = GzipBody.Inflate(compressed, limits);
            return inflated.Fault switch
            {
                InflateFault.None => (new BodyBytes(inflated.Bytes, inflated), null),
                InflateFault.TooLarge => (null, Refusals.BodyTooLarge(inflated.Error!)),
                _ => (null, Refusals.Undecodable(inflated.Error!)),
            };
        }
    }

    /// <summary>The body as it travels.</summary>
    public static async ValueTask<(BodyBytes? Body, Refusal? Refusal)> ReadSentAsync(HttpRequest request, IngestLease? lease, int limit)
    {
        if (request.ContentLength > limit) return TooLarge(limit);
        var expected = (int?)request.ContentLength ?? FirstRead;
        if (lease?.TryHold(expected) == false) return (null, Refusals.QueueFull);
        var buffer = new PooledBuffer(expected + 1);
        try
        {
            var refusal = await FillAsync(buffer, request, lease, limit);
            if (refusal is null) return (new BodyBytes(buffer.Written, buffer), null);
            buffer.Dispose();
            return (null, refusal);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static async ValueTask<Refusal?> FillAsync(PooledBuffer buffer, HttpRequest request, IngestLease? lease, int limit)
    {
        while (true)
        {
            if (buffer.Free.IsEmpty)
            {
                if (lease?.TryHold(buffer.Capacity * 2L) == false) return Refusals.QueueFull;
                buffer.Grow(1);
            }

            var read = await request.Body.ReadAsync(buffer.Free, request.HttpContext.RequestAborted);
            if (read == 0) return null;
            buffer.Advance(read);
            if (buffer.Length > limit) return TooLarge(limit).Refusal;
        }
    }

    private static (BodyBytes? Body, Refusal? Refusal) TooLarge(int limit) => (null, Refusals.BodyTooLarge($"At most {limit / 1024} KiB may be sent."));
}
