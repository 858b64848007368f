using System.Globalization;
using System.Security.Cryptography;
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
    private const string Fingerprint = "fabrikFinding/v1";

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
        writer.Text("text", Message($"{report.Title}: {report.Subject}"));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("results");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in verdict.Findings) WriteResult(writer, finding, rules.IndexOf(finding.RuleId), FingerprintOf(finding, seen));
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
            writer.Text("text", Message(text));
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

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, int ruleIndex, string fingerprint)
    {
        writer.WriteStartObject();
        writer.Text("ruleId", finding.RuleId);
        writer.WriteNumber("ruleIndex", ruleIndex);
        writer.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        writer.WriteStartObject("message");
        writer.Text("text", Message(finding.Message));
        writer.WriteEndObject();
        WriteLocations(writer, finding);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString(Fingerprint, fingerprint);
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.Number("value", finding.Value);
        writer.Number("limit", finding.Limit);
        writer.Text("unit", finding.Unit);
        writer.WriteBoolean("synthetic", finding.Evidence.Any(e => e.Provenance.Synthetic));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>One location: the file position to change, if there is one, and the evidence as logical locations.</summary>
    private static void WriteLocations(Utf8JsonWriter writer, Finding finding)
    {
        if (finding.Location is null && finding.Evidence.Count == 0) return;
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        if (finding.Location is { } location)
        {
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", FileUri(location.File));
            writer.WriteEndObject();
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", location.Line);
            writer.WriteNumber("startColumn", location.Column);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (finding.Evidence.Count > 0)
        {
            writer.WriteStartArray("logicalLocations");
            foreach (var evidence in finding.Evidence)
            {
                writer.WriteStartObject();
                writer.Text("kind", evidence.Kind);
                writer.TextIfAny("name", evidence.Label);
                writer.Text("fullyQualifiedName", evidence.Reference);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter writer, VerdictReport report)
    {
        writer.WriteStartObject("properties");
        writer.WriteString("verdict", WireName.Of(report.Verdict.Status));
        writer.Texts("evaluated", report.Verdict.Evaluated);
        writer.Map("versions", report.Verdict.Versions);
        writer.TextIfAny("seed", report.Verdict.Seed?.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("signals");
        foreach (var signal in report.Signals)
        {
            writer.WriteStartObject();
            writer.WriteString("signal", WireName.Of(signal.Signal));
            writer.WriteString("completeness", WireName.Of(signal.Completeness));
            writer.TextIfAny("reason", signal.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("facts");
        foreach (var fact in report.Facts)
        {
            writer.WriteStartObject();
            writer.Text("name", fact.Name);
            writer.Text("value", fact.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>
    /// Names the finding across runs: rule, file and what the first evidence is called, but no measured number and no id of a run. Findings
    /// that agree in all of these are told apart by a running number.
    /// </summary>
    private static string FingerprintOf(Finding finding, Dictionary<string, int> seen)
    {
        var evidence = finding.Evidence.Count > 0 ? finding.Evidence[0] : null;
        var named = string.Join('\n', finding.RuleId, finding.Location?.File, evidence?.Kind, evidence?.Label);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)));
        seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return $"{hash}:{seen[hash].ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Message text that holds no placeholder (section 3.11.5 doubles braces) and no embedded link (3.11.6).</summary>
    private static string Message(string text) => VisibleText.Lines(text)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("](", "] (", StringComparison.Ordinal);

    /// <summary>RFC 3986: an absolute path gets the file scheme; every segment is percent-encoded.</summary>
    private static string FileUri(string file)
    {
        var path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? "file://" + path : path;
    }
}
