using System.Globalization;
using System.Text;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>GitHub Flavored Markdown for pull requests and job summaries: the verdict, then why, then what the evidence was.</summary>
public static class MarkdownReport
{
    private const int MostEvidence = 3;

    public static string Write(VerdictReport report)
    {
        var verdict = report.Verdict;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {VerdictWords.Sign(verdict.Status)} {WireName.Of(verdict.Status)}: {MarkdownText.Escape(report.Title)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Subject {MarkdownText.Code(report.Subject)}: {MarkdownText.Escape(verdict.Summary)}.\n");
        Table(text, "Findings", ["", "Rule", "Finding", "Value", "Limit", "Evidence"], [.. VerdictWords.WorstFirst(verdict.Findings).Select(FindingRow)], numbers: [3, 4]);
        Table(
            text,
            "Not evaluated",
            ["", "Rule", "Why", "Needed"],
            [.. verdict.NotEvaluated.Select(r => (string[])["? not evaluated", MarkdownText.Code(r.RuleId), MarkdownText.Escape(r.Reason), MarkdownText.Escape(r.Needed ?? "")])]);
        var holding = VerdictWords.Holding(verdict).ToArray();
        if (holding.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n### Holds ({holding.Length})\n\n{string.Join(", ", holding.Select(MarkdownText.Code))}\n");
        Table(
            text,
            "Signals",
            ["Signal", "Completeness", "Why"],
            [.. report.Signals.Select(s => (string[])[WireName.Of(s.Signal), VerdictWords.Completeness(s), MarkdownText.Escape(s.Reason ?? "")])]);
        Table(text, "Facts", ["Name", "Value"], [.. VerdictWords.Facts(report).Select(f => (string[])[MarkdownText.Escape(f.Name), MarkdownText.Code(f.Value)])]);
        return text.ToString();
    }

    private static string[] FindingRow(Finding finding)
    {
        var (value, limit) = Measured.Of(finding);
        var evidence = string.Join("<br>", finding.Evidence.Take(MostEvidence).Select(e => MarkdownText.Code(VerdictWords.Name(e))));
        if (finding.Evidence.Count > MostEvidence) evidence += string.Create(CultureInfo.InvariantCulture, $"<br>and {finding.Evidence.Count - MostEvidence} more");
        var message = MarkdownText.Escape(finding.Message);
        if (finding.Location is { } location) message += $"<br>{MarkdownText.Code(location.ToString())}";
        return
        [
            $"{VerdictWords.Sign(finding.Severity)} {WireName.Of(finding.Severity)}", MarkdownText.Code(finding.RuleId), message,
            MarkdownText.Escape(value), MarkdownText.Escape(limit), evidence,
        ];
    }

    private static void Table(StringBuilder text, string title, string[] headers, string[][] rows, params int[] numbers)
    {
        if (rows.Length == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n### {title} ({rows.Length})\n\n");
        text.Append("| ").AppendJoin(" | ", headers).Append(" |\n|");
        for (var i = 0; i < headers.Length; i++) text.Append(numbers.Contains(i) ? " ---: |" : " --- |");
        text.Append('\n');
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }
}
