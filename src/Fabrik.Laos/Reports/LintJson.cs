using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Reports;

/// <summary><c>reports/lint.json</c>: the shape of laos.md §4.5, then what a reviewer needs to trust it.</summary>
public static class LintJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <returns>UTF-8 text, the same bytes for the same report.</returns>
    public static string Write(LintReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Verdict.Status == VerdictStatus.Pass ? "pass" : "fail");
            Violations(json, report);
            Worst(json, report);
            json.WriteString("window", report.Window);
            json.WriteString("service", report.Service ?? report.Evidence.Scope.Service);
            json.WriteString("run_id", report.Evidence.Scope.Run?.Value);
            json.WriteString("verdict", WireName.Of(report.Verdict.Status));
            json.WriteString("summary", report.Verdict.Summary);
            Evaluated(json, report);
            NotEvaluated(json, report);
            Signals(json, report);
            Evidence(json, report);
            json.WriteStartObject("versions");
            foreach (var (name, version) in report.Verdict.Versions.OrderBy(v => v.Key, StringComparer.Ordinal)) json.WriteString(name, version);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Violations(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartArray("violations");
        foreach (var measure in report.Measures.Where(m => !m.Holds)) Measure(json, measure);
        json.WriteEndArray();
    }

    private static void Worst(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("worst");
        json.WriteStartArray("spans");
        foreach (var span in report.WorstSpans)
        {
            json.WriteStartObject();
            json.WriteString("name", span.Name);
            json.WriteNumber("p99", span.P99);
            json.WriteNumber("max", span.Max);
            json.WriteNumber("count", span.Count);
            json.WriteString("step_id", span.Example.Value);
            json.WriteString("trace_id", span.Trace?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in report.WorstErrors)
        {
            json.WriteStartObject();
            json.WriteString("title", error.Title);
            json.WriteNumber("count", error.Count);
            json.WriteString("last_seen", error.LastSeen.ToString());
            json.WriteString("step_id", error.Example.Value);
            json.WriteString("trace_id", error.Trace?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("routes");
        foreach (var route in report.WorstRoutes)
        {
            json.WriteStartObject();
            json.WriteString("name", route.Name);
            json.WriteNumber("p95", route.P95);
            json.WriteNumber("count", route.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Evaluated(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartArray("evaluated");
        foreach (var measure in report.Measures) Measure(json, measure);
        json.WriteEndArray();
    }

    private static void Measure(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject();
        json.WriteString("metric", measure.Metric);
        json.WriteNumber("value", measure.Value);
        json.WriteNumber("limit", measure.Limit);
        json.WriteString("unit", measure.Unit);
        json.WriteStartArray("interval");
        Number(json, measure.Low);
        Number(json, measure.High);
        json.WriteEndArray();
        json.WriteNumber("n", measure.N);
        json.WriteString("of", measure.Of);
        json.WriteEndObject();
    }

    private static void NotEvaluated(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartArray("not_evaluated");
        foreach (var skipped in report.Verdict.NotEvaluated)
        {
            json.WriteStartObject();
            json.WriteString("rule", skipped.RuleId);
            json.WriteString("reason", skipped.Reason);
            json.WriteString("needed", skipped.Needed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Signals(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("signals");
        foreach (var signal in report.Evidence.Signals)
        {
            json.WriteStartObject(WireName.Of(signal.Signal));
            json.WriteString("state", WireName.Of(signal.Completeness));
            if (signal.Coverage is { } coverage) json.WriteNumber("coverage", coverage);
            if (signal.Reason is { } reason) json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Evidence(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("evidence");
        json.WriteString("source", report.Evidence.Provenance.Source);
        json.WriteString("source_version", report.Evidence.Provenance.Version);
        json.WriteBoolean("synthetic", report.Evidence.Provenance.Synthetic);
        json.WriteString("since", report.Evidence.Since.ToString());
        json.WriteString("until", report.Evidence.Until.ToString());
        json.WriteNumber("spans", report.Evidence.Spans.Count);
        json.WriteNumber("log_lines", report.Evidence.Logs.Lines);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } number) json.WriteNumberValue(number);
        else json.WriteNullValue();
    }
}
