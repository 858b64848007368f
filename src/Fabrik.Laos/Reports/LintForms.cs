using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Reports;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Reports;

/// <summary>A lint report for other readers: CI servers, pull requests, people.</summary>
public static class LintForms
{
    /// <inheritdoc cref="LintJson.Write" path="/param"/>
    public static string Write(LintReport report, LintFormat format, Action<Utf8JsonWriter>? comparison = null) => format switch
    {
        LintFormat.Json => LintJson.Write(report, comparison),
        LintFormat.Junit => JunitReport.Write(Of(report, everyLimit: true)),
        LintFormat.Sarif => SarifReport.Write(Of(report, everyLimit: false)),
        LintFormat.Markdown => MarkdownReport.Write(Of(report, everyLimit: true)),
        LintFormat.Github => GithubAnnotations.Write(Of(report, everyLimit: false)),
        _ => HtmlReport.Write(Of(report, everyLimit: true)),
    };

    /// <summary>What takes the place of <c>.json</c> in the report's name.</summary>
    public static string Extension(LintFormat format) => format switch
    {
        LintFormat.Json => ".json",
        LintFormat.Junit => ".junit.xml",
        LintFormat.Sarif => ".sarif",
        LintFormat.Markdown => ".md",
        LintFormat.Github => ".github.txt",
        _ => ".html",
    };

    /// <param name="everyLimit">Also the limits that hold, as findings that weigh nothing, for readers who want to see how near they are.</param>
    public static VerdictReport Of(LintReport report, bool everyLimit)
    {
        var verdict = report.Verdict;
        var subject = report.Evidence.Scope.Run?.Value ?? $"{report.Service ?? "all services"}, last {report.Window}";
        if (everyLimit && verdict.Status != VerdictStatus.Error)
            verdict = Verdict.From([.. verdict.Findings, .. report.Measures.Where(m => m.State != MeasureState.Broken).Select(Quiet)], verdict.Evaluated, verdict.NotEvaluated, verdict.Versions);
        return new VerdictReport("Lint", subject, verdict, [.. report.Signals.Select(s => s.State)], [.. Facts(report)]);
    }

    private static Finding Quiet(Measure measure) => new(
        measure.Rule, Severity.Info, string.Create(CultureInfo.InvariantCulture, $"{measure.Metric} {WireName.Of(measure.State)} (n = {measure.N} {measure.Of})"),
        measure.Value, measure.Limit, measure.Unit, []);

    private static IEnumerable<ReportFact> Facts(LintReport report)
    {
        if (report.Service is { } service) yield return new("service", service);
        if (report.Agent is { } agent) yield return new("agent", agent);
        if (report.Env is { } env) yield return new("env", env);
        yield return new("from", report.Evidence.Since.ToString());
        yield return new("to", report.Evidence.Until.ToString());
        if (report.EvidenceDigest is { } digest) yield return new("evidence", digest);
        if (report.Evidence.Load is { } load) yield return new("load", string.Create(CultureInfo.InvariantCulture, $"{load.Tool}: {load.Sent} requests to {load.Target}, {load.Failed} without an answer"));
        foreach (var span in report.WorstSpans) yield return new("slow span", string.Create(CultureInfo.InvariantCulture, $"{span.Name}: p99 {span.P99:0.###} ms, n = {span.Count}"));
        foreach (var route in report.WorstRoutes) yield return new("slow route", string.Create(CultureInfo.InvariantCulture, $"{route.Name}: p95 {route.P95:0.###} ms, n = {route.Count}"));
        foreach (var error in report.WorstErrors) yield return new("error", string.Create(CultureInfo.InvariantCulture, $"{error.Title}: n = {error.Count}, last {error.LastSeen}"));
        foreach (var note in report.Notes) yield return new("note", note);
        foreach (var query in report.Evidence.Queries) yield return new($"{query.Source} {query.Language}", query.Url is { } url ? $"{query.Text} {url}" : query.Text);
    }
}
