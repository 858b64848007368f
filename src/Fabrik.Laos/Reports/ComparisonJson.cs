using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Attributing;

namespace Fabrik.Laos.Reports;

/// <summary>A comparison as <c>fabrik laos compare --json</c> prints it and <c>reports/lint.json</c> carries it.</summary>
public static class ComparisonJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <returns>UTF-8 text, the same bytes for the same comparison.</returns>
    public static string Write(Comparison comparison)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout)) WriteTo(json, comparison);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>As one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        Names(json, "baseline", comparison.Baselines.Select(b => b.Value));
        json.WriteString("fingerprint", comparison.Fingerprint);
        json.WriteStartObject("replicates");
        json.WriteNumber("run", comparison.Runs.Count);
        json.WriteNumber("baseline", comparison.Baselines.Count);
        json.WriteEndObject();
        json.WriteBoolean("gates", comparison.Gates);
        json.WriteString("reason", comparison.Reason);
        json.WriteStartArray("deltas");
        foreach (var delta in comparison.Deltas) Delta(json, delta);
        json.WriteEndArray();
        Attribution(json, comparison.Attribution);
        Names(json, "run", comparison.Runs.Select(r => r.Value));
        json.WriteString("verdict", WireName.Of(comparison.Verdict));
        json.WriteString("summary", comparison.Summary);
        json.WriteStartArray("noise");
        foreach (var noise in comparison.Noise.Values) Noise(json, noise);
        json.WriteEndArray();
        Names(json, "notes", comparison.Notes);
        json.WriteEndObject();
    }

    private static void Delta(Utf8JsonWriter json, MetricDelta delta)
    {
        json.WriteStartObject();
        json.WriteString("metric", delta.Metric);
        json.WriteNumber("run", delta.Run);
        json.WriteNumber("baseline", delta.Baseline);
        json.WriteNumber("delta", delta.Delta);
        Number(json, "delta_pct", delta.DeltaShare * 100);
        json.WriteStartArray("interval");
        if (delta.Interval is { } interval)
        {
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
        }

        json.WriteEndArray();
        Number(json, "effect", delta.Effect);
        Number(json, "p", delta.P);
        json.WriteString("state", WireName.Of(delta.State));
        json.WriteString("unit", delta.Unit);
        json.WriteEndObject();
    }

    private static void Attribution(Utf8JsonWriter json, Attribution attribution)
    {
        json.WriteStartObject("attribution");
        json.WriteStartArray("spans");
        foreach (var span in attribution.Spans)
        {
            json.WriteStartObject();
            json.WriteString("name", span.Name);
            json.WriteNumber("self_delta_ms", span.SelfDelta);
            json.WriteNumber("total_delta_ms", span.TotalDelta);
            json.WriteNumber("count_run", span.CountRun);
            json.WriteNumber("count_baseline", span.CountBaseline);
            json.WriteString("trace_id", span.Trace?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("routes");
        foreach (var route in attribution.Routes)
        {
            json.WriteStartObject();
            json.WriteString("name", route.Name);
            Number(json, "p95_run", route.P95Run);
            Number(json, "p95_baseline", route.P95Baseline);
            json.WriteNumber("count_run", route.CountRun);
            json.WriteNumber("count_baseline", route.CountBaseline);
            json.WriteString("trace_id", route.Trace?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in attribution.Errors)
        {
            json.WriteStartObject();
            json.WriteString("title", error.Title);
            json.WriteString("change", WireName.Of(error.Change));
            json.WriteNumber("count_run", error.CountRun);
            json.WriteNumber("count_baseline", error.CountBaseline);
            json.WriteString("trace_id", error.Trace?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("functions");
        foreach (var function in attribution.Functions)
        {
            json.WriteStartObject();
            json.WriteString("name", function.Name);
            Number(json, "self_pct_run", function.ShareRun * 100);
            Number(json, "self_pct_baseline", function.ShareBaseline * 100);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Noise(Utf8JsonWriter json, MetricNoise noise)
    {
        json.WriteStartObject();
        json.WriteString("metric", noise.Metric);
        json.WriteNumber("runs", noise.Runs);
        json.WriteNumber("value", noise.Value);
        Number(json, "detectable", noise.Detectable);
        Number(json, "detectable_pct", noise.DetectableShare * 100);
        json.WriteString("unit", noise.Unit);
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>JSON has no infinity: what no number of runs would show is null too.</summary>
    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
