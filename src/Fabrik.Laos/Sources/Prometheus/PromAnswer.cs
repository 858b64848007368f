using System.Text.Json;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>The envelope of Prometheus' HTTP API, read leniently.</summary>
/// <param name="Samples">Of an instant vector; what is malformed is left out.</param>
/// <param name="Warnings"><c>warnings</c> and <c>infos</c>, in that order.</param>
/// <param name="Error">Type and text; null on success.</param>
/// <param name="Victoria">True where VictoriaMetrics answers, which hides the last 30 s.</param>
internal sealed record PromAnswer(IReadOnlyList<PromSample> Samples, IReadOnlyList<string> Warnings, string? Error, bool Victoria)
{
    /// <summary>Null where the JSON is not such an envelope.</summary>
    public static PromAnswer? Read(JsonElement? json)
    {
        if (json is not { } root || root.TextOf("status") is not { } status) return null;
        var error = status == "success" ? null : $"{root.TextOf("errorType") ?? "error"}: {root.TextOf("error") ?? "no reason given"}";
        var samples = root.Field("data") is { } data && data.TextOf("resultType") == "vector" ? data.ItemsOf("result").Select(Sample).OfType<PromSample>() : [];
        return new PromAnswer([.. samples], [.. root.Texts("warnings"), .. root.Texts("infos")], error, root.Field("stats")?.Field("seriesFetched") is not null);
    }

    private static PromSample? Sample(JsonElement series)
    {
        var bound = JsonFields.AsNumber(series.Field("metric")?.TextOf("le"));
        if (series.ItemsOf("value").ElementAtOrDefault(1).AsNumber() is { } value) return new PromSample(bound, value, null);
        return series.ItemsOf("histogram").ElementAtOrDefault(1) is { ValueKind: JsonValueKind.Object } histogram
            ? new PromSample(bound, null, [.. histogram.ItemsOf("buckets").Select(NativeBucket).OfType<Bucket>()])
            : null;
    }

    // [rule, left, right, count]; the rule says which bounds belong to the bucket, which no estimate depends on.
    private static Bucket? NativeBucket(JsonElement bucket) =>
        bucket.Items().ToArray() is [_, var left, var right, var count, ..]
        && left.AsNumber() is { } low && right.AsNumber() is { } high && count.AsNumber() is { } n
        && low <= high && double.IsFinite(n) && n >= 0
            ? new Bucket(low, high, n)
            : null;
}
