using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Reports;

/// <summary>
/// <c>reports/lint.json</c>: the shape of laos.md §4.5, then what a reviewer needs to trust it; <c>schemas/lint-report.schema.json</c>.
/// Outside <c>meta</c> the same evidence and config give the same bytes.
/// </summary>
public static class LintJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <param name="comparison">Writes the one value of <c>comparison</c>; null where the run was compared with nothing.</param>
    /// <returns>UTF-8 text that ends in a line feed.</returns>
    public static string Write(LintReport report, Action<Utf8JsonWriter>? comparison = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Passes ? "pass" : "fail");
            json.Objects("violations", report.Measures.Where(m => m.State == MeasureState.Broken), Measure);
            WorstJson.Write(json, report);
            Scope(json, report);
            json.WriteString("verdict", WireName.Of(report.Verdict.Status));
            json.Text("summary", report.Verdict.Summary);
            json.Objects("evaluated", report.Measures, Measure);
            json.Objects("not_evaluated", report.Verdict.NotEvaluated, (w, skipped) =>
            {
                w.Text("rule", skipped.RuleId);
                w.Text("reason", skipped.Reason);
                w.Text("needed", skipped.Needed);
            });
            Signals(json, report);
            json.Objects("hints", report.Evidence.Queries, (w, query) =>
            {
                w.WriteString("signal", WireName.Of(query.Signal));
                w.Text("source", query.Source);
                w.Text("language", query.Language);
                w.Text("query", query.Text);
                w.Text("url", query.Url);
            });
            json.Texts("notes", report.Notes);
            LoadJson.Write(json, report.Evidence.Load);
            Evidence(json, report);
            json.WritePropertyName("comparison");
            if (comparison is null) json.WriteNullValue();
            else comparison(json);
            Meta(json, report);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Measure(Utf8JsonWriter json, Measure measure)
    {
        json.Text("metric", measure.Metric);
        json.WriteNumber("value", measure.Value);
        json.WriteNumber("limit", measure.Limit);
        json.WriteString("unit", measure.Unit);
        json.WriteStartArray("interval");
        json.Number(measure.Low);
        json.Number(measure.High);
        json.WriteEndArray();
        json.WriteNumber("n", measure.N);
        json.Text("of", measure.Of);
        json.WriteString("state", WireName.Of(measure.State));
        json.Number("needs_n", measure.NeedsN);
        json.WriteString("severity", WireName.Of(measure.Severity));
    }

    private static void Scope(Utf8JsonWriter json, LintReport report)
    {
        json.WriteString("window", report.Window);
        json.Text("service", report.Service);
        json.Text("run_id", report.Evidence.Scope.Run?.Value);
        json.Text("agent", report.Agent);
        json.Text("env", report.Env);
    }

    private static void Signals(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("signals");
        foreach (var signal in report.Signals)
        {
            json.WriteStartObject(WireName.Of(signal.State.Signal));
            json.WriteString("state", WireName.Of(signal.State.Completeness));
            json.Number("coverage", signal.State.Coverage);
            json.Text("reason", signal.State.Reason);
            json.WriteString("demand", WireName.Of(signal.Demand));
            json.Text("source", signal.Source);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Evidence(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("contamination");
        json.WriteNumber("foreign_spans", report.Contamination.ForeignSpans);
        json.Texts("runs", report.Contamination.Runs);
        json.WriteEndObject();
        json.WriteStartObject("evidence");
        json.Text("digest", report.EvidenceDigest);
        json.WriteBoolean("synthetic", report.Evidence.Provenance.Synthetic);
        json.WriteString("since", report.Evidence.Since.ToString());
        json.WriteString("until", report.Evidence.Until.ToString());
        json.WriteNumber("spans", report.Evidence.Spans.Count);
        json.WriteNumber("log_lines", report.Evidence.Logs.Lines);
        json.WriteEndObject();
        json.WriteStartObject("versions");
        foreach (var (name, version) in report.Verdict.Versions.OrderBy(v => v.Key, StringComparer.Ordinal)) json.Text(JsonParts.Whole(name), version);
        json.WriteEndObject();
    }

    private static void Meta(Utf8JsonWriter json, LintReport report)
    {
        if (report.CreatedAt is not { } at) return;
        json.WriteStartObject("meta");
        json.WriteString("created_at", at.ToString());
        json.WriteEndObject();
    }
}
