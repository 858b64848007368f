using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Laos.Reports;

namespace Fabrik.Laos.Evidence;

/// <summary>
/// Spans a column each, by start and id: every text once in a table and named by its place in it (0 for none, else counted from 1),
/// a start as the time since the span before, an end as the time it took, a parent by its place among the spans (0 for none) or, where it
/// is not there, by its id. A column whose spans all say the same is that one value.
/// </summary>
internal static class SpanColumns
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<SpanSample> unsorted)
    {
        SpanSample[] spans = [.. unsorted];
        if (!IsSorted(spans)) Array.Sort(spans, Compare);
        var (texts, traces, places) = (new PlaceTable<string>(), new PlaceTable<TraceId>(), new Dictionary<StepId, int>(spans.Length));
        for (var i = 0; i < spans.Length; i++) places.TryAdd(spans[i].Id, i + 1);

        json.WriteStartObject("spans");
        json.WriteNumber("count", spans.Length);
        json.Texts("id", spans.Select(s => s.Id.Value));
        json.WriteStartArray("parent");
        foreach (var span in spans)
        {
            if (span.Parent is not { } parent) json.WriteNumberValue(0);
            else if (places.TryGetValue(parent, out var place)) json.WriteNumberValue(place);
            else json.WriteStringValue(parent.Value);
        }

        json.WriteEndArray();
        Column(json, "trace", spans, s => s.Trace is { } trace ? traces.Place(trace) : 0);
        json.Texts("traces", traces.All.Select(t => t.ToString()));
        var before = 0L;
        Column(json, "start_ns", spans, s =>
        {
            var step = s.StartedAt.Nanoseconds - before;
            before = s.StartedAt.Nanoseconds;
            return step;
        });
        Column(json, "end_ns", spans, s => s.EndedAt.Nanoseconds - s.StartedAt.Nanoseconds);
        Column(json, "name", spans, s => texts.Place(s.Name));
        Column(json, "kind", spans, s => texts.Place(WireName.Of(s.Kind)));
        Column(json, "span_kind", spans, s => (long)s.SpanKind);
        Column(json, "route", spans, s => Place(s.Route));
        Column(json, "database", spans, s => s.Database ? 1 : 0);
        Column(json, "error_type", spans, s => Place(s.Error?.Type));
        Column(json, "error_message", spans, s => Place(s.Error?.Message));
        Column(json, "service", spans, s => Place(s.Service));
        Column(json, "http_status", spans, s => s.HttpStatus ?? 0);
        Column(json, "foreign_run", spans, s => Place(s.ForeignRun));
        json.Texts("texts", texts.All);
        json.WriteEndObject();

        int Place(string? text) => text is null ? 0 : texts.Place(text);
    }

    public static IReadOnlyList<SpanSample> Read(EvidenceNode node)
    {
        var texts = node["texts"].List(t => t.Text());
        var traces = node["traces"].List(t => t.Id<TraceId>(TraceId.TryParse, "a trace id"));
        var ids = node["id"].List(t => t.Id<StepId>(StepId.TryParse, "a step id"));
        if (node["count"].Count() != ids.Count) throw node["count"].Expected($"{ids.Count}, as there are ids");
        var parents = Of(node["parent"], ids.Count, n => n.Json.ValueKind == JsonValueKind.String
            ? n.Id<StepId>(StepId.TryParse, "a step id")
            : Place(n, ids.Count) is > 0 and var place ? ids[place - 1] : (StepId?)null);
        var trace = Of(node["trace"], ids.Count, n => Place(n, traces.Count) is > 0 and var place ? traces[place - 1] : (TraceId?)null);
        var (start, end) = (Of(node["start_ns"], ids.Count, n => n.Count()), Of(node["end_ns"], ids.Count, n => n.Json.TryGetInt64(out var ns) ? ns : throw n.Expected("a whole number")));
        var kind = Of(node["kind"], ids.Count, n => WireName.TryParse<StepKind>(Text(n, texts), out var known) ? known : throw n.Expected("the place of a step's kind"));
        var spanKind = Of(node["span_kind"], ids.Count, n => Enum.IsDefined((SpanKind)n.Small()) ? (SpanKind)n.Small() : throw n.Expected("a span kind of OTLP"));
        var name = Of(node["name"], ids.Count, n => Text(n, texts) ?? throw n.Expected("the place of a name"));
        var (route, service, foreign) = (Texts("route"), Texts("service"), Texts("foreign_run"));
        var (errorType, errorMessage) = (Texts("error_type"), Texts("error_message"));
        var database = Of(node["database"], ids.Count, n => n.Small() is var flag and (0 or 1) ? flag == 1 : throw n.Expected("0 or 1"));
        var status = Of(node["http_status"], ids.Count, n => n.Small());

        var spans = new SpanSample[ids.Count];
        var at = 0L;
        for (var i = 0; i < spans.Length; i++)
        {
            at = Add(at, start[i]);
            var error = errorType[i] is { } type ? new StepError(type, errorMessage[i] ?? "") : null;
            spans[i] = new SpanSample(
                ids[i], parents[i], trace[i], name[i], kind[i], spanKind[i], UnixTime.FromNanoseconds(at), UnixTime.FromNanoseconds(Add(at, end[i])),
                route[i], database[i], error, service[i], status[i] == 0 ? null : status[i], foreign[i]);
        }

        return spans;

        string?[] Texts(string column) => Of(node[column], ids.Count, n => Text(n, texts));

        long Add(long time, long step) => step > long.MaxValue - time || time + step < 0 ? throw node["start_ns"].Expected("times from 1970 to 2262") : time + step;
    }

    private static bool IsSorted(SpanSample[] spans)
    {
        for (var i = 1; i < spans.Length; i++)
        {
            if (Compare(spans[i - 1], spans[i]) > 0) return false;
        }

        return true;
    }

    private static int Compare(SpanSample a, SpanSample b) => a.StartedAt.CompareTo(b.StartedAt) is var start and not 0 ? start
        : a.Id.CompareTo(b.Id) is var id and not 0 ? id
        : a.EndedAt.CompareTo(b.EndedAt) is var end and not 0 ? end
        : string.CompareOrdinal(a.ToString(), b.ToString());

    private static void Column(Utf8JsonWriter json, string name, SpanSample[] spans, Func<SpanSample, long> value)
    {
        var values = Array.ConvertAll(spans, s => value(s));
        if (values.Length > 0 && !values.AsSpan().ContainsAnyExcept(values[0]))
        {
            json.WriteNumber(name, values[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var number in values) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static T[] Of<T>(EvidenceNode column, int count, Func<EvidenceNode, T> read)
    {
        var values = new T[count];
        if (column.Json.ValueKind == JsonValueKind.Number && count > 0)
        {
            Array.Fill(values, read(column));
            return values;
        }

        if (column.Json.ValueKind != JsonValueKind.Array || column.Json.GetArrayLength() != count) throw column.Expected($"an array of {count}");
        var i = 0;

        // The path is the column's, not the item's: making a text for each of millions would be most of the work.
        foreach (var item in column.Json.EnumerateArray()) values[i++] = read(column with { Json = item });
        return values;
    }

    private static int Place(EvidenceNode node, int count) => node.Small() is var place && place >= 0 && place <= count ? place : throw node.Expected($"places up to {count}");

    private static string? Text(EvidenceNode node, IReadOnlyList<string> texts) => Place(node, texts.Count) is > 0 and var place ? texts[place - 1] : null;
}
