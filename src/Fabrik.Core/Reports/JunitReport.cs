using System.Globalization;
using System.Text;
using System.Xml;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>
/// JUnit XML in the form that Jenkins, GitLab and GitHub's readers share: a suite for the subject, a test case for each rule. A rule that
/// could not be judged is an error, never skipped, since readers show skipped as green; and a suite that is not a pass always holds at
/// least one failure or error.
/// </summary>
public static class JunitReport
{
    public static string Write(VerdictReport report)
    {
        var cases = Cases(report.Verdict).ToArray();
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            WriteStart(xml, "testsuites", report.Title, cases);
            WriteStart(xml, "testsuite", report.Subject, cases);
            WriteProperties(xml, report);
            foreach (var testCase in cases) WriteCase(xml, report, testCase);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }

    private static IEnumerable<RuleCase> Cases(Verdict verdict)
    {
        var findings = verdict.Findings.ToLookup(f => f.RuleId, StringComparer.Ordinal);
        var missing = verdict.NotEvaluated.ToLookup(r => r.RuleId, StringComparer.Ordinal);
        var cases = verdict.Evaluated.Concat(findings.Select(f => f.Key)).Concat(missing.Select(r => r.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(rule => new RuleCase(rule, [.. VerdictWords.WorstFirst(findings[rule])], [.. missing[rule].Select(VerdictWords.Why)])).ToList();

        // An error, or a verdict over no rules at all, still has to show as one red case.
        if (verdict.Status != VerdictStatus.Pass && !cases.Exists(c => c.Failed || c.Errored))
            cases.Add(new RuleCase("verdict", [], [verdict.Summary]));
        return cases;
    }

    private static void WriteStart(XmlWriter xml, string element, string name, RuleCase[] cases)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("name", VisibleText.Line(name));
        xml.WriteAttributeString("tests", Count(cases.Length));
        xml.WriteAttributeString("failures", Count(cases.Count(c => c.Failed)));
        xml.WriteAttributeString("errors", Count(cases.Count(c => c.Errored)));
        xml.WriteAttributeString("skipped", "0");

        static string Count(int n) => n.ToString(CultureInfo.InvariantCulture);
    }

    private static void WriteProperties(XmlWriter xml, VerdictReport report)
    {
        xml.WriteStartElement("properties");
        Property("verdict", WireName.Of(report.Verdict.Status));
        Property("summary", report.Verdict.Summary);
        if (report.Verdict.Seed is { } seed) Property("seed", seed.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, version) in report.Verdict.Versions.OrderBy(p => p.Key, StringComparer.Ordinal)) Property("version." + name, version);
        foreach (var signal in report.Signals)
            Property("signal." + WireName.Of(signal.Signal), VerdictWords.Completeness(signal) + (signal.Reason is { } reason ? $": {reason}" : ""));
        foreach (var fact in report.Facts) Property(fact.Name, fact.Value);
        xml.WriteEndElement();

        void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", VisibleText.Line(name));
            xml.WriteAttributeString("value", VisibleText.Line(value));
            xml.WriteEndElement();
        }
    }

    private static void WriteCase(XmlWriter xml, VerdictReport report, RuleCase testCase)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", VisibleText.Line(report.Title));
        xml.WriteAttributeString("name", VisibleText.Line(testCase.Rule));
        var findings = string.Join('\n', testCase.Findings.Select(Describe));
        var reasons = string.Join('\n', testCase.NotEvaluated.Select(reason => "not evaluated: " + reason));
        if (testCase.Failed)
            Outcome("failure", "finding", testCase.Findings[0].Message, reasons.Length == 0 ? findings : $"{findings}\n{reasons}");
        else if (testCase.Errored) Outcome("error", WireName.Of(report.Verdict.Status) == "error" ? "error" : "not_evaluated", testCase.NotEvaluated[0], reasons);
        if (!testCase.Failed && testCase.Findings.Count > 0) xml.WriteElementString("system-out", VisibleText.Lines(findings));
        xml.WriteEndElement();

        void Outcome(string element, string type, string message, string body)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("message", VisibleText.Line(message));
            xml.WriteString(VisibleText.Lines(body));
            xml.WriteEndElement();
        }
    }

    private static string Describe(Finding finding)
    {
        var (value, limit) = Measured.Of(finding);
        var text = new StringBuilder(WireName.Of(finding.Severity)).Append(": ").Append(finding.Message);
        if (value.Length > 0) text.Append("\n  value: ").Append(value);
        if (limit.Length > 0) text.Append("\n  limit: ").Append(limit);
        if (finding.Location is { } location) text.Append("\n  at: ").Append(location);
        foreach (var evidence in finding.Evidence) text.Append("\n  evidence: ").Append(VerdictWords.Name(evidence));
        return text.ToString();
    }

    /// <summary>A case is at most one of failed and errored, so that the counts add up.</summary>
    private sealed record RuleCase(string Rule, IReadOnlyList<Finding> Findings, IReadOnlyList<string> NotEvaluated)
    {
        public bool Failed => Findings.Any(f => f.Severity == Severity.Error);

        public bool Errored => !Failed && NotEvaluated.Count > 0;
    }
}
