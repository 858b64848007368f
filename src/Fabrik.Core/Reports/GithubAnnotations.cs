using System.Globalization;
using System.Text;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>
/// GitHub Actions workflow commands, one a line: findings, rules that could not be judged (as errors), and last the verdict. Foreign text
/// can't start a command of its own: line breaks and the characters that end a field are escaped as the runner decodes them.
/// </summary>
public static class GithubAnnotations
{
    public static string Write(VerdictReport report)
    {
        var verdict = report.Verdict;
        var text = new StringBuilder();
        foreach (var finding in VerdictWords.WorstFirst(verdict.Findings))
        {
            var level = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            Command(text, level, finding.Location, finding.RuleId, Describe(finding));
        }

        foreach (var rule in verdict.NotEvaluated) Command(text, "error", null, $"not evaluated: {rule.RuleId}", VerdictWords.Why(rule));
        var last = verdict.Status == VerdictStatus.Pass ? "notice" : "error";
        Command(text, last, null, $"{report.Title}: {WireName.Of(verdict.Status)}", $"{report.Subject}: {verdict.Summary}");
        return text.ToString();
    }

    private static string Describe(Finding finding)
    {
        var (value, limit) = Measured.Of(finding);
        return (value.Length, limit.Length) switch
        {
            (0, _) => finding.Message,
            (_, 0) => $"{finding.Message} (value {value})",
            _ => $"{finding.Message} (value {value}, limit {limit})",
        };
    }

    private static void Command(StringBuilder text, string level, SourceLocation? location, string title, string message)
    {
        text.Append("::").Append(level).Append(' ');
        if (location is not null)
            text.Append(CultureInfo.InvariantCulture, $"file={Property(location.File)},line={location.Line},col={location.Column},");
        text.Append("title=").Append(Property(title)).Append("::").Append(Data(message)).Append('\n');
    }

    private static string Data(string text) => VisibleText.Lines(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(VisibleText.Line(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
