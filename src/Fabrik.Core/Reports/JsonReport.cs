using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fabrik.Core.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>
/// The whole report as canonical JSON (RFC 8785): the same report has the same bytes. Shape: <c>schemas/verdict-report.schema.json</c>.
/// The seed is a decimal string, since 64 bits do not fit a JSON number; infinities are strings.
/// </summary>
public static class JsonReport
{
    public const string Format = "fabrik.verdict_report/1";

    public static string Write(VerdictReport report)
    {
        var json = ReportJsonWriter.Write(
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }, writer => WriteReport(writer, report));
        return Encoding.UTF8.GetString(CanonicalJson.Canonicalize(json.Span));
    }

    private static void WriteReport(Utf8JsonWriter writer, VerdictReport report)
    {
        var verdict = report.Verdict;
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.Text("title", report.Title);
        writer.Text("subject", report.Subject);
        writer.WriteString("status", WireName.Of(verdict.Status));
        writer.WriteNumber("exit_code", (int)verdict.Status.ToExitCode());
        writer.Text("summary", verdict.Summary);
        writer.WriteStartArray("findings");
        foreach (var finding in verdict.Findings) WriteFinding(writer, finding);
        writer.WriteEndArray();
        writer.Texts("evaluated", verdict.Evaluated);
        writer.WriteStartArray("not_evaluated");
        foreach (var rule in verdict.NotEvaluated)
        {
            writer.WriteStartObject();
            writer.Text("rule_id", rule.RuleId);
            writer.Text("reason", rule.Reason);
            writer.Text("needed", rule.Needed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Map("versions", verdict.Versions);
        writer.Text("seed", verdict.Seed?.ToString(CultureInfo.InvariantCulture));
        writer.SignalsAndFacts(report);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.Text("rule_id", finding.RuleId);
        writer.WriteString("severity", WireName.Of(finding.Severity));
        writer.Text("message", finding.Message);
        writer.Number("value", finding.Value);
        writer.Number("limit", finding.Limit);
        writer.Text("unit", finding.Unit);
        writer.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            writer.WriteStartObject();
            writer.Text("kind", evidence.Kind);
            writer.Text("reference", evidence.Reference);
            writer.Text("label", evidence.Label);
            writer.WriteStartObject("provenance");
            writer.Text("source", evidence.Provenance.Source);
            writer.Text("version", evidence.Provenance.Version);
            writer.WriteBoolean("synthetic", evidence.Provenance.Synthetic);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (finding.Location is { } location)
        {
            writer.WriteStartObject("location");
            writer.Text("file", location.File);
            writer.WriteNumber("line", location.Line);
            writer.WriteNumber("column", location.Column);
            writer.WriteEndObject();
        }
        else writer.WriteNull("location");

        writer.WriteEndObject();
    }
}
