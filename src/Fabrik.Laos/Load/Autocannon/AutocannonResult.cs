using System.Text.Json;

namespace Fabrik.Laos.Load.Autocannon;

/// <summary>
/// What <c>autocannon --json</c> prints: an object a line, one for each target. <c>errors</c> includes <c>timeouts</c> and not the answers with an
/// error status; latencies are whole milliseconds, and there is no p95.
/// </summary>
internal static class AutocannonResult
{
    private static readonly (string Key, string Stat)[] Quantiles = [("p50", "p50"), ("p90", "p90"), ("p97.5", "p97_5"), ("p99", "p99"), ("p99.9", "p99_9"), ("p100", "max")];

    private static readonly string[] Statuses = ["1xx", "2xx", "3xx", "4xx", "5xx"];

    public static LoadReading Read(string output)
    {
        var (sent, failed, errors, results) = (0L, 0L, 0L, 0);
        var latency = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n').Where(l => l.StartsWith('{')))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var result = document.RootElement;
                if (Part(result, "requests") is not { } requests || Part(result, "latency") is not { } times) continue;
                results++;

                // What is on its way at the end counts as sent and as nothing else; of a dead target that is all there is.
                var answered = Statuses.Sum(status => Count(result, status));
                sent += Count(requests, "sent");
                failed += answered == 0 ? Count(requests, "sent") : Count(result, "errors");
                errors += Count(result, "5xx");
                latency.Clear();

                // Quantiles of several targets have no common one.
                if (results > 1 || Count(times, "totalCount") == 0) continue;
                foreach (var (key, stat) in Quantiles)
                {
                    if (Part(times, stat) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var milliseconds)) latency[key] = milliseconds;
                }
            }
            catch (JsonException)
            {
                return LoadReading.Broken("autocannon's result can't be read");
            }
        }

        return results == 0
            ? LoadReading.Broken("autocannon printed no result")
            : new LoadReading { Sent = sent, Failed = failed, ErrorStatuses = errors, Latency = latency };
    }

    private static long Count(JsonElement of, string name) =>
        Part(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count > 0 ? count : 0;

    private static JsonElement? Part(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) ? part : null;
}
