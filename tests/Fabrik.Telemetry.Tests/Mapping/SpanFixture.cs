using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;
using Fabrik.Testing;

namespace Fabrik.Telemetry.Tests.Mapping;

/// <summary>
/// Spans kept in <c>fixtures/</c>: either OTLP/JSON as a real exporter wrote it, or a terse form of our own
/// (attributes as plain JSON, times in milliseconds after a fixed instant).
/// </summary>
internal static class SpanFixture
{
    private static readonly UnixTime Start = UnixTime.TryParse("2026-02-11T10:15:00Z", out var t) ? t : throw new InvalidOperationException();

    public static string Folder { get; } = RepositoryRoot.Combine("tests", "Fabrik.Telemetry.Tests", "fixtures");

    public static IReadOnlyList<SpanRecord> Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        var root = document.RootElement;
        return root.TryGetProperty("resourceSpans", out var resources) ? [.. ReadOtlp(resources)] : [.. ReadTerse(root)];
    }

    private static IEnumerable<SpanRecord> ReadOtlp(JsonElement resources)
    {
        foreach (var block in resources.EnumerateArray())
        {
            var resource = new ResourceInfo(OtlpAttributes(block.GetProperty("resource")));
            foreach (var scopeBlock in block.GetProperty("scopeSpans").EnumerateArray())
            {
                var scope = Scope(scopeBlock.GetProperty("scope"));
                foreach (var span in scopeBlock.GetProperty("spans").EnumerateArray())
                {
                    var status = span.GetProperty("status");
                    yield return new SpanRecord
                    {
                        Trace = Trace(span.GetProperty("traceId")),
                        SpanId = Id(span.GetProperty("spanId")),
                        ParentSpanId = span.TryGetProperty("parentSpanId", out var parent) ? Id(parent) : null,
                        Name = span.GetProperty("name").GetString()!,
                        Kind = (SpanKind)span.GetProperty("kind").GetInt32(),
                        StartedAt = Nanoseconds(span, "startTimeUnixNano"),
                        EndedAt = Nanoseconds(span, "endTimeUnixNano"),
                        Status = status.TryGetProperty("code", out var code) ? (SpanStatusCode)code.GetInt32() : SpanStatusCode.Unset,
                        StatusMessage = status.TryGetProperty("message", out var message) ? message.GetString()! : "",
                        Attributes = OtlpAttributes(span),
                        Events = [.. Items(span, "events").Select(e => new SpanEvent(Nanoseconds(e, "timeUnixNano"), e.GetProperty("name").GetString()!, OtlpAttributes(e)))],
                        Resource = resource,
                        Scope = scope,
                    };
                }
            }
        }
    }

    private static IEnumerable<SpanRecord> ReadTerse(JsonElement root)
    {
        var shared = new ResourceInfo(Map(root.GetProperty("resource")));
        var scope = Scope(root.GetProperty("scope"));
        foreach (var span in root.GetProperty("spans").EnumerateArray())
        {
            yield return new SpanRecord
            {
                Trace = Trace(span.GetProperty("trace")),
                SpanId = Id(span.GetProperty("span")),
                ParentSpanId = span.TryGetProperty("parent", out var parent) ? Id(parent) : null,
                Name = span.GetProperty("name").GetString()!,
                Kind = Enum.Parse<SpanKind>(span.GetProperty("kind").GetString()!, ignoreCase: true),
                StartedAt = After(span.GetProperty("start_ms")),
                EndedAt = After(span.GetProperty("end_ms")),
                Status = span.TryGetProperty("status", out var status) ? Enum.Parse<SpanStatusCode>(status.GetString()!, ignoreCase: true) : SpanStatusCode.Unset,
                StatusMessage = span.TryGetProperty("status_message", out var message) ? message.GetString()! : "",
                Attributes = Map(span.GetProperty("attributes")),
                Events = [.. Items(span, "events").Select(e => new SpanEvent(After(e.GetProperty("ms")), e.GetProperty("name").GetString()!, Map(e.GetProperty("attributes"))))],
                Links = [.. Items(span, "links").Select(l => new SpanLink(Trace(l.GetProperty("trace")), Id(l.GetProperty("span")), Map(l.GetProperty("attributes"))))],
                Resource = span.TryGetProperty("resource", out var own) ? new ResourceInfo(Map(own)) : shared,
                Scope = scope,
            };
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static InstrumentationScope Scope(JsonElement json) => new(
        json.GetProperty("name").GetString()!, json.TryGetProperty("version", out var version) ? version.GetString()! : "", AttributeMap.Empty);

    private static UnixTime After(JsonElement milliseconds) => Start.Add(TimeSpan.FromMilliseconds(milliseconds.GetDouble()));

    private static UnixTime Nanoseconds(JsonElement json, string name) =>
        UnixTime.FromNanoseconds(long.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture));

    private static TraceId Trace(JsonElement json) => TraceId.TryParse(json.GetString(), out var id) ? id : throw new FormatException(json.GetRawText());

    private static ulong Id(JsonElement json) => ulong.Parse(json.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static AttributeMap Map(JsonElement json) => new([.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value)))]);

    private static AttributeValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.From(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.From(json.GetBoolean()),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? AttributeValue.From(whole) : AttributeValue.From(json.GetDouble()),
        JsonValueKind.Array => AttributeValue.From([.. json.EnumerateArray().Select(Value)]),
        JsonValueKind.Object => AttributeValue.From(Map(json)),
        _ => default,
    };

    private static AttributeMap OtlpAttributes(JsonElement json) =>
        new([.. Items(json, "attributes").Select(a => KeyValuePair.Create(a.GetProperty("key").GetString()!, OtlpValue(a.GetProperty("value"))))]);

    private static AttributeValue OtlpValue(JsonElement json)
    {
        foreach (var form in json.EnumerateObject())
        {
            return form.Name switch
            {
                "stringValue" => AttributeValue.From(form.Value.GetString()!),
                "boolValue" => AttributeValue.From(form.Value.GetBoolean()),
                "intValue" => AttributeValue.From(form.Value.ValueKind == JsonValueKind.String ? long.Parse(form.Value.GetString()!, CultureInfo.InvariantCulture) : form.Value.GetInt64()),
                "doubleValue" => AttributeValue.From(form.Value.GetDouble()),
                "arrayValue" => AttributeValue.From([.. Items(form.Value, "values").Select(OtlpValue)]),
                _ => throw new FormatException(form.Name),
            };
        }

        return default;
    }
}
