using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>Reads Loki's answers. Total over all bytes: entries that can't be read are left out.</summary>
internal static class LokiReader
{
    private const int Parts = 2;

    /// <summary>The streams of <c>query_range</c>, flattened, in no order.</summary>
    public static bool TryLines(ReadOnlyMemory<byte> json, out IReadOnlyList<LogLine> lines) => JsonReading.TryRead(json, Lines, out lines);

    /// <summary>The vector of <c>query</c>.</summary>
    public static bool TryCounts(ReadOnlyMemory<byte> json, out IReadOnlyList<LabelCount> counts) => JsonReading.TryRead(json, Counts, out counts);

    /// <summary>The values of a label.</summary>
    public static bool TryValues(ReadOnlyMemory<byte> json, out IReadOnlyList<string> values) => JsonReading.TryRead(
        json, root => (IReadOnlyList<string>)[.. root.Items("data").Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)], out values);

    private static IReadOnlyList<LogLine> Lines(JsonElement root)
    {
        List<LogLine> lines = [];
        foreach (var stream in Results(root))
        {
            var labels = Labels(stream, "stream");
            foreach (var entry in stream.Items("values"))
            {
                if (entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() >= Parts
                    && entry[0].ValueKind == JsonValueKind.String && entry[1].ValueKind == JsonValueKind.String
                    && ulong.TryParse(entry[0].GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
                    && UnixTime.TryFromNanoseconds(nanoseconds, out var time))
                    lines.Add(new LogLine(time, entry[1].GetString()!, labels));
            }
        }

        return lines;
    }

    private static IReadOnlyList<LabelCount> Counts(JsonElement root)
    {
        List<LabelCount> counts = [];
        foreach (var series in Results(root))
        {
            if (series.Child("value") is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() >= Parts && value[1].ValueKind == JsonValueKind.String
                && double.TryParse(value[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count is >= 0 and < 9e15)
                counts.Add(new LabelCount(Labels(series, "metric"), (long)count));
        }

        return counts;
    }

    private static IEnumerable<JsonElement> Results(JsonElement root) => root.Child("data") is { } data ? data.Items("result") : [];

    private static Dictionary<string, string> Labels(JsonElement element, string name)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.Child(name) is not { ValueKind: JsonValueKind.Object } set) return labels;
        foreach (var label in set.EnumerateObject())
        {
            if (label.Value.ValueKind == JsonValueKind.String) labels[label.Name] = label.Value.GetString()!;
        }

        return labels;
    }
}
