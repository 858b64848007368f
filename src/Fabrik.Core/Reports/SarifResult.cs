using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>A finding as a SARIF result (section 3.27).</summary>
internal static class SarifResult
{
    private const string Fingerprint = "fabrikFinding/v1";

    /// <param name="seen">How often each fingerprint was written so far in the run.</param>
    public static void Write(Utf8JsonWriter writer, Finding finding, int ruleIndex, Dictionary<string, int> seen)
    {
        writer.WriteStartObject();
        writer.Text("ruleId", finding.RuleId);
        writer.WriteNumber("ruleIndex", ruleIndex);
        writer.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        writer.WriteStartObject("message");
        writer.Text("text", SarifMessage.Escape(finding.Message));
        writer.WriteEndObject();
        WriteLocations(writer, finding);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString(Fingerprint, FingerprintOf(finding, seen));
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

    /// <summary>RFC 3986: an absolute path gets the file scheme; every segment is percent-encoded.</summary>
    private static string FileUri(string file)
    {
        var path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? "file://" + path : path;
    }
}
