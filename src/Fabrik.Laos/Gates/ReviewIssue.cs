using System.Globalization;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Gates;

/// <summary>One thing that keeps a run from being approved, in the words of a reviewer.</summary>
/// <param name="Id">Stable: the same trouble in a later run has the same.</param>
/// <param name="Problem">What is wrong, with its numbers.</param>
/// <param name="Do">What to change.</param>
internal sealed record ReviewIssue(string Id, string Title, string Problem, string Do)
{
    /// <summary>Broken limits first; for a lint that could not judge, what it lacked.</summary>
    public static IReadOnlyList<ReviewIssue> Of(LintReport report)
    {
        if (report.Passes) return [];
        List<ReviewIssue> issues = [.. report.Measures.Where(m => m is { State: MeasureState.Broken, Severity: Core.Verdicts.Severity.Error }).Select(m => Broken(m, report))];
        foreach (var finding in report.Verdict.Findings.Where(f => f.Severity == Core.Verdicts.Severity.Error && report.Measures.All(m => m.Rule != f.RuleId)))
            issues.Add(new ReviewIssue(Short(finding.RuleId), Short(finding.RuleId), finding.Message, $"Mend what the lint found: {finding.Message}"));
        foreach (var missing in report.Verdict.NotEvaluated)
        {
            issues.Add(new ReviewIssue(
                Short(missing.RuleId),
                Short(missing.RuleId) + " not judged",
                $"{Short(missing.RuleId)} could not be judged: {missing.Reason}",
                missing.Needed is { } needed ? $"Make it judgeable: {needed}" : $"Make it judgeable: {missing.Reason}"));
        }

        return issues;
    }

    private static ReviewIssue Broken(Measure measure, LintReport report)
    {
        var value = $"{JudgeText.Quantity(measure.Value, measure.Unit)}, limit {JudgeText.Quantity(measure.Limit, measure.Unit)}";
        var problem = string.Create(CultureInfo.InvariantCulture, $"{measure.Metric} of {measure.Of} is {value} (n = {measure.N})");
        return new ReviewIssue(measure.Metric, measure.Metric, problem, $"Bring {measure.Metric} to at most {JudgeText.Quantity(measure.Limit, measure.Unit)}{Where(measure, report)}");
    }

    /// <summary>The hot path that a person would look at first.</summary>
    private static string Where(Measure measure, LintReport report) => measure.Metric.Split('.')[0] switch
    {
        "latency_ms" or "db_time_ms" when report.WorstSpans is [var span, ..] => string.Create(
            CultureInfo.InvariantCulture, $"; the slowest span is {span.Name} (p99 {JudgeText.Number(span.P99)} ms, trace {span.Trace?.ToString() ?? "unknown"})"),
        "error_rate" or "log_error_rate" when report.WorstErrors is [var error, ..] => string.Create(
            CultureInfo.InvariantCulture, $"; the most frequent error is {error.Title} ({error.Count} times, last {error.LastSeen})"),
        "cpu_pct" or "function_cpu_pct" when report.WorstFunctions is [var function, ..] =>
            $"; the most expensive function is {function.Name} ({JudgeText.Number(function.SelfShare * 100)} %)",
        _ => "",
    };

    private static string Short(string rule) => rule.StartsWith("laos.", StringComparison.Ordinal) ? rule["laos.".Length..] : rule;
}
