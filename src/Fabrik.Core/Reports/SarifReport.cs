using System.Globalization;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS Standard, 2020): a run with its rules, a result for each finding, and a notification for each rule that could not be
/// judged. <c>executionSuccessful</c> is true only when every rule asked for was judged, so an inconclusive verdict can't be read as clean.
/// </summary>
public static class SarifReport
{
    public static string Write(VerdictReport report)
    {
        var json = ReportJsonWriter.Write(new JsonWriterOptions { Indented = true, NewLine = "\n" }, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            WriteRun(writer, report);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return Encoding.UTF8.GetString(json.Span) + "\n";
    }

    private static void WriteRun(Utf8JsonWriter writer, VerdictReport report)
    {
        var verdict = report.Verdict;
        var rules = verdict.Findings.Select(f => f.RuleId).Concat(verdict.NotEvaluated.Select(r => r.RuleId)).Concat(verdict.Evaluated)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        writer.WriteStartObject();
        WriteTool(writer, verdict, rules);
        WriteInvocation(writer, verdict);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartObject("automationDetails");
        writer.WriteStartObject("description");
        writer.Text("text", SarifMessage.Escape($"{report.Title}: {report.Subject}"));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("results");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in verdict.Findings) SarifResult.Write(writer, finding, rules.IndexOf(finding.RuleId), seen);
        writer.WriteEndArray();
        WriteProperties(writer, report);
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, Verdict verdict, List<string> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "Fabrik");
        writer.TextIfAny("version", verdict.Versions.GetValueOrDefault("fabrik"));
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.Text("id", rule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, Verdict verdict)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", verdict.Status is VerdictStatus.Pass or VerdictStatus.Fail && verdict.NotEvaluated.Count == 0);
        writer.WriteNumber("exitCode", (int)verdict.Status.ToExitCode());
        writer.Text("exitCodeDescription", $"{WireName.Of(verdict.Status)}: {verdict.Summary}");
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (var rule in verdict.NotEvaluated) Notification($"{rule.RuleId} was not evaluated: {VerdictWords.Why(rule)}", rule.RuleId);
        if (verdict.NotEvaluated.Count == 0 && verdict.Status is VerdictStatus.Inconclusive or VerdictStatus.Error) Notification(verdict.Summary, null);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();

        void Notification(string text, string? rule)
        {
            writer.WriteStartObject();
            writer.WriteString("level", "error");
            writer.WriteStartObject("message");
            writer.Text("text", SarifMessage.Escape(text));
            writer.WriteEndObject();
            if (rule is not null)
            {
                writer.WriteStartObject("associatedRule");
                writer.Text("id", rule);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteProperties(Utf8JsonWriter writer, VerdictReport report)
    {
        writer.WriteStartObject("properties");
        writer.WriteString("verdict", WireName.Of(report.Verdict.Status));
        writer.Texts("evaluated", report.Verdict.Evaluated);
        writer.Map("versions", report.Verdict.Versions);
        writer.TextIfAny("seed", report.Verdict.Seed?.ToString(CultureInfo.InvariantCulture));
        writer.SignalsAndFacts(report);
        writer.WriteEndObject();
    }
}
