using System.Text.Json;

namespace Fabrik.Laos.Load.K6;

/// <summary>
/// What <c>--summary-export</c> says. Two of its words are the wrong way round: under <c>thresholds</c> true means crossed, and a rate's
/// <c>passes</c> counts the samples that were not zero, which for <c>http_req_failed</c> are the failures.
/// </summary>
/// <param name="Requests">Sent, redirects included.</param>
/// <param name="Unexpected">Of them, those whose answer the script did not expect, or that had none.</param>
/// <param name="Unanswered">As the wrapper counted; 0 where the script was not wrapped.</param>
/// <param name="ServerErrors">As the wrapper counted; 0 where the script was not wrapped.</param>
/// <param name="Unsampled">Thresholds over a rate or a trend without one sample: k6 passes those.</param>
internal sealed record K6Summary(
    long Requests,
    long Unexpected,
    long Unanswered,
    long ServerErrors,
    long Iterations,
    IReadOnlyDictionary<string, double> Latency,
    IReadOnlyList<string> Crossed,
    IReadOnlyList<string> Unsampled)
{
    private static readonly (string Key, string Stat)[] Quantiles = [("p50", "med"), ("p90", "p(90)"), ("p95", "p(95)"), ("p99", "p(99)"), ("p100", "max")];

    /// <summary>Null for bytes that are no summary.</summary>
    public static K6Summary? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("metrics", out var metrics)
                && metrics.ValueKind == JsonValueKind.Object
                    ? Of(metrics)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static K6Summary Of(JsonElement metrics)
    {
        var (crossed, unsampled) = (new List<string>(), new List<string>());
        foreach (var metric in metrics.EnumerateObject())
        {
            if (Part(metric.Value, "thresholds") is not { ValueKind: JsonValueKind.Object } thresholds) continue;
            foreach (var threshold in thresholds.EnumerateObject())
            {
                if (threshold.Value.ValueKind == JsonValueKind.True) crossed.Add($"{metric.Name}: {threshold.Name}");
                else if (HasNoSample(metric.Value)) unsampled.Add($"{metric.Name}: {threshold.Name}");
            }
        }

        return new(
            Count(Part(metrics, "http_reqs"), "count"),
            Count(Part(metrics, "http_req_failed"), "passes"),
            Count(Part(metrics, "fabrik_unanswered"), "count"),
            Count(Part(metrics, "fabrik_server_errors"), "count"),
            Count(Part(metrics, "iterations"), "count"),
            Quantile(Part(metrics, "http_req_duration")),
            [.. crossed.Order(StringComparer.Ordinal)],
            [.. unsampled.Order(StringComparer.Ordinal)]);
    }

    /// <summary>A counter of nothing is a fact; a rate or a trend of nothing is none.</summary>
    private static bool HasNoSample(JsonElement metric) =>
        Part(metric, "passes") is not null ? Count(metric, "passes") + Count(metric, "fails") == 0
            : Part(metric, "avg") is not null && Part(metric, "count") is not null && Count(metric, "count") == 0;

    private static SortedDictionary<string, double> Quantile(JsonElement? duration)
    {
        var latency = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, stat) in Quantiles)
        {
            if (Part(duration, stat) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var milliseconds)) latency[key] = milliseconds;
        }

        return latency;
    }

    private static long Count(JsonElement? metric, string name) =>
        Part(metric, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var count) && count is >= 0 and < long.MaxValue ? (long)count : 0;

    private static JsonElement? Part(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part) ? part : null;
}
