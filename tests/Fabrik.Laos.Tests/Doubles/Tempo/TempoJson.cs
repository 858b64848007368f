using System.Globalization;
using System.Text.Json.Nodes;

namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>Tempo's answers, in the shapes that were captured from the real server.</summary>
internal static class TempoJson
{
    /// <param name="matched">The spans that matched.</param>
    /// <param name="listed">Of them, those that are listed.</param>
    public static JsonObject Found(IReadOnlyList<StoredSpan> trace, IReadOnlyList<StoredSpan> matched, int listed, Func<StoredSpan, IReadOnlyList<string>> named)
    {
        var root = trace.FirstOrDefault(s => s.Parent is null);
        var start = trace.Min(s => s.Start);
        var found = new JsonObject { ["traceID"] = trace[0].Trace.TrimStart('0'), ["rootServiceName"] = root?.Service ?? "<root span not yet received>" };
        if (root is not null) found["rootTraceName"] = root.Name;
        found["startTimeUnixNano"] = Text(start.Nanoseconds);
        found["durationMs"] = (long)trace.Max(s => s.End).MillisecondsSince(start);
        found["spanSet"] = Set();
        found["spanSets"] = new JsonArray(Set());
        found["serviceStats"] = new JsonObject(trace.GroupBy(s => s.Service).Select(service =>
        {
            var stats = new JsonObject { ["spanCount"] = service.Count() };
            if (service.Count(s => s.Status == "error") is > 0 and var errors) stats["errorCount"] = errors;
            return new KeyValuePair<string, JsonNode?>(service.Key, stats);
        }));
        return found;

        JsonObject Set() => new() { ["spans"] = new JsonArray([.. matched.Take(listed).Select(s => Span(s, named(s)))]), ["matched"] = matched.Count };
    }

    public static JsonArray ResourceSpans(IReadOnlyList<StoredSpan> trace) => new([.. trace.Select(span => (JsonNode)new JsonObject
    {
        ["resource"] = new JsonObject { ["attributes"] = Attributes(span.Resource) },
        ["scopeSpans"] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = "shop" }, ["spans"] = new JsonArray(Whole(span)) }),
    })]);

    private static JsonObject Whole(StoredSpan span)
    {
        var whole = new JsonObject { ["traceId"] = Base64(span.Trace), ["spanId"] = Base64(span.Id) };
        if (span.Parent is { } parent) whole["parentSpanId"] = Base64(parent);
        whole["name"] = span.Name;
        whole["kind"] = $"SPAN_KIND_{span.Kind.ToUpperInvariant()}";
        whole["startTimeUnixNano"] = Text(span.Start.Nanoseconds);
        whole["endTimeUnixNano"] = Text(span.End.Nanoseconds);
        if (span.Attributes.Count > 0) whole["attributes"] = Attributes(span.Attributes);
        whole["status"] = span.Status == "unset" ? new JsonObject() : new JsonObject { ["message"] = span.StatusMessage, ["code"] = $"STATUS_CODE_{span.Status.ToUpperInvariant()}" };
        return whole;
    }

    private static JsonObject Span(StoredSpan span, IReadOnlyList<string> named)
    {
        var listed = new JsonObject { ["spanID"] = span.Id };
        if (named.Contains("name")) listed["name"] = span.Name;
        listed["startTimeUnixNano"] = Text(span.Start.Nanoseconds);
        if (span.Duration > TimeSpan.Zero) listed["durationNanos"] = Text(span.End.Nanoseconds - span.Start.Nanoseconds);
        var attributes = named.Where(n => n != "name")
            .Select(n => (Key: Unscoped(n), Value: TraceQlQuery.Value(span, n)))
            .Where(a => a.Value is not null)
            .Select(a => (JsonNode)new JsonObject { ["key"] = a.Key, ["value"] = Any(a.Value!) })
            .ToArray();
        if (attributes.Length > 0) listed["attributes"] = new JsonArray(attributes);
        return listed;
    }

    private static string Unscoped(string name) =>
        name.StartsWith("span.", StringComparison.Ordinal) || name.StartsWith("resource.", StringComparison.Ordinal) ? name[(name.IndexOf('.') + 1)..] : name;

    private static JsonArray Attributes(IReadOnlyDictionary<string, object> attributes) =>
        new([.. attributes.Select(a => (JsonNode)new JsonObject { ["key"] = a.Key, ["value"] = Any(a.Value) })]);

    private static JsonObject Any(object value) => value switch
    {
        long number => new() { ["intValue"] = Text(number) },
        double number => new() { ["doubleValue"] = number },
        bool truth => new() { ["boolValue"] = truth },
        TraceQlWord word => new() { ["stringValue"] = word.Name },
        _ => new() { ["stringValue"] = (string)value },
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Base64(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));
}
