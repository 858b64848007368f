using System.IO.Compression;
using System.Text.Unicode;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

/// <summary>Reads a request's body, inflated, into one pooled buffer, within the limits and the ingest budget.</summary>
internal static class RequestBody
{
    private const int FirstRead = 16 * 1024;

    /// <param name="lease">Holds the body's bytes; null for small bodies that need no room in the queue.</param>
    /// <param name="limit">Bytes after inflating.</param>
    /// <returns>The body, to be disposed, or why there is none. A client that goes away throws as ASP.NET Core has it.</returns>
    public static async ValueTask<(PooledBuffer? Body, Refusal? Refusal)> ReadAsync(HttpRequest request, IngestLease? lease, int limit)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var gzip = string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!gzip && encoding is not ("" or "identity"))
            return (null, Refusals.WrongMediaType("Content-Encoding can be gzip or identity."));

        var sent = request.ContentLength;
        if (sent > BodyLimits.Sent) return (null, Refusals.BodyTooLarge("At most 8 MiB may be sent."));
        if (!gzip) return await ReadAsync(request.Body, (int?)sent ?? FirstRead, Math.Min(limit, BodyLimits.Sent), lease, request.HttpContext.RequestAborted);

        await using var inflated = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        return await ReadAsync(inflated, FirstRead, limit, lease, request.HttpContext.RequestAborted);
    }

    /// <summary>As <see cref="ReadAsync(HttpRequest, IngestLease?, int)"/>, requiring UTF-8 JSON as the content type and the content.</summary>
    public static async ValueTask<(PooledBuffer? Body, Refusal? Refusal)> ReadJsonAsync(HttpRequest request, IngestLease? lease, int limit)
    {
        if (!MediaType.Is(request, HttpAnswers.Json)) return (null, Refusals.WrongMediaType("Content-Type must be application/json."));
        var (body, refusal) = await ReadAsync(request, lease, limit);
        if (body is null || Utf8.IsValid(body.Written.Span)) return (body, refusal);
        body.Dispose();
        return (null, Refusals.Undecodable("It is not UTF-8."));
    }

    /// <summary>Inflates one gzip message.</summary>
    public static ValueTask<(PooledBuffer? Body, Refusal? Refusal)> InflateAsync(ReadOnlyMemory<byte> compressed, IngestLease lease, CancellationToken cancellation)
    {
        var source = new MemoryStream(compressed.ToArray(), writable: false);
        return ReadAsync(new GZipStream(source, CompressionMode.Decompress), FirstRead, BodyLimits.Inflated, lease, cancellation);
    }

    private static async ValueTask<(PooledBuffer? Body, Refusal? Refusal)> ReadAsync(
        Stream source, int expected, int limit, IngestLease? lease, CancellationToken cancellation)
    {
        if (lease?.TryHold(expected) == false) return (null, Refusals.QueueFull);
        var buffer = new PooledBuffer(Math.Min(expected, limit) + 1);
        var refusal = await FillAsync(buffer, source, limit, lease, cancellation);
        if (refusal is null) return (buffer, null);
        buffer.Dispose();
        return (null, refusal);
    }

    private static async ValueTask<Refusal?> FillAsync(PooledBuffer buffer, Stream source, int limit, IngestLease? lease, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (buffer.Free.IsEmpty)
                {
                    if (lease?.TryHold(buffer.Capacity * 2L) == false) return Refusals.QueueFull;
                    buffer.Grow(1);
                }

                var read = await source.ReadAsync(buffer.Free, cancellation);
                if (read == 0) return null;
                buffer.Advance(read);
                if (buffer.Length > limit) return Refusals.BodyTooLarge($"It has more than {limit / 1024} KiB, inflated.");
            }
        }
        catch (InvalidDataException)
        {
            return Refusals.Undecodable("It is not gzip, or it is cut off.");
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
