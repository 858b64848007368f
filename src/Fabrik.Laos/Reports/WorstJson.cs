using System.Text.Json;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Reports;

/// <summary><c>worst</c> of <see cref="LintJson"/>.</summary>
internal static class WorstJson
{
    public static void Write(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartObject("worst");
        json.Objects("spans", report.WorstSpans, (w, span) =>
        {
            w.Text("name", span.Name);
            w.WriteNumber("p99", span.P99);
            w.WriteNumber("max", span.Max);
            w.WriteNumber("count", span.Count);
            w.WriteNumber("total_ms", span.TotalMs);
            w.WriteString("step_id", span.Example.Value);
            w.WriteString("trace_id", span.Trace?.ToString());
        });
        json.Objects("errors", report.WorstErrors, (w, error) =>
        {
            w.Text("title", error.Title);
            w.WriteNumber("count", error.Count);
            w.WriteString("last_seen", error.LastSeen.ToString());
            w.Text("culprit", error.Culprit);
            w.WriteString("trace_id", error.Trace?.ToString());
            w.Text("step_id", error.Example?.Value);
            w.Text("link", error.Link);
        });
        json.Objects("routes", report.WorstRoutes, (w, route) =>
        {
            w.Text("name", route.Name);
            w.WriteNumber("p95", route.P95);
            w.WriteNumber("count", route.Count);
            w.WriteNumber("errors", route.Errors);
            w.WriteString("trace_id", route.Trace?.ToString());
        });
        if (report.WorstFunctions.Count > 0)
        {
            json.Objects("functions", report.WorstFunctions, (w, function) =>
            {
                w.Text("name", function.Name);
                w.Number("self_pct", function.SelfShare * 100);
                w.Number("self", function.Self);
                w.Text("unit", function.Unit);
            });
        }

        json.WriteEndObject();
    }
}
