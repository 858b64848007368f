using System.Text.Json;

namespace Fabrik.Laos.Load.Wrk;

/// <summary>What <c>run.lua</c> wrote: counts, and latencies in microseconds.</summary>
internal static class WrkResult
{
    private static readonly (string Key, string Stat)[] Quantiles = [("p50", "p50"), ("p90", "p90"), ("p95", "p95"), ("p99", "p99"), ("p99.9", "p99_9"), ("p100", "max")];

    /// <summary>Null for bytes that are no such result.</summary>
    public static LoadReading? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var result = document.RootElement;
            if (result.ValueKind != JsonValueKind.Object) return null;

            // A connection that could not be made never got as far as a request.
            var (connect, answered) = (Count(result, "connect"), Count(result, "answered"));
            var sent = Count(result, "sent") + connect;
            var failed = connect + Count(result, "read") + Count(result, "write");

            // wrk counts a late answer again and again; what is open at the end is late only if something was.
            var open = Math.Max(0, sent - answered - failed);
            failed = answered == 0 ? sent : failed + Math.Min(open, Count(result, "timeout"));
            var latency = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var (key, stat) in Quantiles)
            {
                if (answered > 0 && result.TryGetProperty(stat, out _)) latency[key] = Count(result, stat) / 1000.0;
            }

            return new LoadReading { Sent = sent, Failed = Math.Min(sent, failed), ErrorStatuses = Count(result, "server_errors"), Latency = latency };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long Count(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count > 0 ? count : 0;
}
