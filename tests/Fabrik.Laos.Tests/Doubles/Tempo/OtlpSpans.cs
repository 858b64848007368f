using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>Spans of an OTLP/JSON body: hex ids in, enums as numbers.</summary>
internal static class OtlpSpans
{
    private static readonly string[] Kinds = ["internal", "internal", "server", "client", "producer", "consumer"];
    private static readonly string[] Statuses = ["unset", "ok", "error"];

    public static IReadOnlyList<StoredSpan> Read(JsonElement root) =>
        [.. root.GetProperty("resourceSpans").EnumerateArray().SelectMany(block => block.GetProperty("scopeSpans").EnumerateArray()
            .SelectMany(scope => scope.GetProperty("spans").EnumerateArray())
            .Select(span => Span(span, Attributes(block.GetProperty("resource")))))];

    private static StoredSpan Span(JsonElement span, Dictionary<string, object> resource)
    {
        var (start, end) = (Nanoseconds(span, "startTimeUnixNano"), Nanoseconds(span, "endTimeUnixNano"));
        var status = span.TryGetProperty("status", out var s) ? s : default;
        return new StoredSpan
        {
            Trace = span.GetProperty("traceId").GetString()!,
            Id = span.GetProperty("spanId").GetString()!,
            Parent = span.TryGetProperty("parentSpanId", out var parent) && parent.GetString() is { Length: > 0 } id ? id : null,
            Name = span.GetProperty("name").GetString()!,
            Kind = Kinds[span.TryGetProperty("kind", out var kind) ? kind.GetInt32() : 0],
            Start = UnixTime.FromNanoseconds(start),
            Duration = TimeSpan.FromTicks((end - start) / 100),
            Status = status.ValueKind == JsonValueKind.Object && status.TryGetProperty("code", out var code) ? Statuses[code.GetInt32()] : "unset",
            StatusMessage = status.ValueKind == JsonValueKind.Object && status.TryGetProperty("message", out var message) ? message.GetString()! : "",
            Resource = resource,
            Attributes = Attributes(span),
        };
    }

    private static long Nanoseconds(JsonElement span, string name) => long.Parse(span.GetProperty(name).ToString(), CultureInfo.InvariantCulture);

    private static Dictionary<string, object> Attributes(JsonElement element) => !element.TryGetProperty("attributes", out var list)
        ? []
        : list.EnumerateArray().ToDictionary(a => a.GetProperty("key").GetString()!, a => Value(a.GetProperty("value")));

    private static object Value(JsonElement value)
    {
        var only = value.EnumerateObject().First();
        return only.Name switch
        {
            "intValue" => long.Parse(only.Value.ToString(), CultureInfo.InvariantCulture),
            "doubleValue" => only.Value.GetDouble(),
            "boolValue" => only.Value.GetBoolean(),
            _ => only.Value.ToString(),
        };
    }
}
