using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>Reads the answers of <c>/api/search</c>. Total over all bytes: what can't be read is counted.</summary>
internal static class SearchReader
{
    public static bool TryRead(ReadOnlyMemory<byte> json, out SearchAnswer answer) => JsonReading.TryRead(json, Answer, out answer);

    private static SearchAnswer Answer(JsonElement root)
    {
        var (traces, listed, unreadable) = (new List<FoundTrace>(), 0, 0);
        foreach (var trace in root.Items("traces"))
        {
            listed++;
            if (TryId(trace.Text("traceID"), out var id)) traces.Add(Trace(trace, id, ref unreadable));
            else unreadable++;
        }

        return new SearchAnswer(traces, listed, unreadable);
    }

    // Ids lose their leading zeros in searches.
    private static bool TryId(string? hex, out TraceId id) => TraceId.TryParse(hex?.PadLeft(32, '0'), out id);

    private static FoundTrace Trace(JsonElement trace, TraceId id, ref int unreadable)
    {
        var (spans, matched) = (new Dictionary<ulong, SpanRecord>(), 0L);
        IEnumerable<JsonElement> sets = trace.Items("spanSets");
        foreach (var set in sets.Any() ? sets : trace.Child("spanSet") is { } only ? [only] : [])
        {
            var listed = 0;
            foreach (var element in set.Items("spans"))
            {
                listed++;
                if (Span(element, id) is { } span) spans.TryAdd(span.SpanId, span);
                else unreadable++;
            }

            matched += Math.Max(set.Whole("matched") ?? 0, listed);
        }

        return new FoundTrace(id, trace.Text("rootServiceName"), matched, Held(trace), [.. spans.Values]);
    }

    private static long? Held(JsonElement trace)
    {
        if (trace.Child("serviceStats") is not { ValueKind: JsonValueKind.Object } stats) return null;
        var held = 0L;
        foreach (var service in stats.EnumerateObject()) held += Math.Clamp(service.Value.Whole("spanCount") ?? 0, 0, int.MaxValue);
        return held;
    }

    private static SpanRecord? Span(JsonElement element, TraceId trace)
    {
        if (!TrySpanId(element.Text("spanID"), out var id)
            || element.Whole("startTimeUnixNano") is not (>= 0 and var start)
            || (element.Whole("durationNanos") ?? 0) is not (>= 0 and var duration)
            || start > long.MaxValue - duration)
            return null;

        var attributes = OtlpJson.Attributes(element);
        var service = attributes.Text("service.name");
        return new SpanRecord
        {
            Trace = trace,
            SpanId = id,
            ParentSpanId = TrySpanId(attributes.Text("span:parentID"), out var parent) ? parent : null,
            Name = element.Text("name") ?? "",
            Kind = OtlpJson.Kind(attributes.Text("kind")),
            StartedAt = UnixTime.FromNanoseconds(start),
            EndedAt = UnixTime.FromNanoseconds(start + duration),
            Status = OtlpJson.Status(attributes.Text("status")),
            StatusMessage = attributes.Text("statusMessage") ?? "",
            Attributes = attributes,
            Resource = service is null ? ResourceInfo.Empty : new ResourceInfo(new AttributeMap([new("service.name", AttributeValue.From(service))])),
            Scope = InstrumentationScope.Empty,
        };
    }

    private static bool TrySpanId(string? hex, out ulong id) =>
        ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && id != 0;
}
