using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>Reads traces by id, of both API versions: <c>batches</c> of v1 and <c>trace.resourceSpans</c> of v2. Total over all bytes.</summary>
internal static class TraceReader
{
    public static bool TryRead(ReadOnlyMemory<byte> json, out TraceAnswer answer) => JsonReading.TryRead(json, Answer, out answer);

    private static TraceAnswer Answer(JsonElement root)
    {
        var (spans, unreadable) = (new List<SpanRecord>(), 0);
        foreach (var block in root.Items("batches").Concat(root.Child("trace") is { } trace ? trace.Items("resourceSpans") : []))
        {
            var resource = new ResourceInfo(block.Child("resource") is { } r ? OtlpJson.Attributes(r) : AttributeMap.Empty);
            foreach (var element in block.Items("scopeSpans").Concat(block.Items("instrumentationLibrarySpans")).SelectMany(s => s.Items("spans")))
            {
                if (Span(element, resource) is { } span) spans.Add(span);
                else unreadable++;
            }
        }

        var lack = root.Text("status") == "PARTIAL" ? root.Text("message") ?? "the server cut the trace"
            : unreadable > 0 ? $"{unreadable} spans can't be read"
            : null;
        return new TraceAnswer(spans, lack);
    }

    private static SpanRecord? Span(JsonElement element, ResourceInfo resource)
    {
        if (!TraceId.TryCreate(Id(element.Text("traceId"), 16), out var trace)
            || (ulong)Id(element.Text("spanId"), 8) is not (not 0 and var id)
            || element.Whole("startTimeUnixNano") is not (>= 0 and var start)
            || element.Whole("endTimeUnixNano") is not { } end
            || end < start)
            return null;

        var status = element.Child("status");
        return new SpanRecord
        {
            Trace = trace,
            SpanId = id,
            ParentSpanId = (ulong)Id(element.Text("parentSpanId"), 8) is not 0 and var parent ? parent : null,
            Name = element.Text("name") ?? "",
            Kind = OtlpJson.Kind(element.Text("kind")),
            StartedAt = UnixTime.FromNanoseconds(start),
            EndedAt = UnixTime.FromNanoseconds(end),
            Status = OtlpJson.Status(status?.Text("code")),
            StatusMessage = status?.Text("message") ?? "",
            Attributes = OtlpJson.Attributes(element),
            Events = [.. element.Items("events").Select(Event).OfType<SpanEvent>()],
            Resource = resource,
            Scope = InstrumentationScope.Empty,
        };
    }

    private static SpanEvent? Event(JsonElement element) => element.Whole("timeUnixNano") is >= 0 and var time
        ? new SpanEvent(UnixTime.FromNanoseconds(time), element.Text("name") ?? "", OtlpJson.Attributes(element))
        : null;

    // Base64, where OTLP's own JSON has hex. Zero for anything that is no id.
    private static UInt128 Id(string? text, int bytes)
    {
        if (text is null) return 0;
        if (text.Length == bytes * 2) return UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : 0;
        Span<byte> id = stackalloc byte[24];
        if (!Convert.TryFromBase64String(text, id, out var written) || written != bytes) return 0;
        return bytes == 8 ? BinaryPrimitives.ReadUInt64BigEndian(id) : BinaryPrimitives.ReadUInt128BigEndian(id);
    }
}
