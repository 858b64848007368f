using Fabrik.Cli.Terminal;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>A lint report on one screen: verdict, measures worst first, what was not judged, where to look.</summary>
internal static class LintText
{
    private const int MostMeasures = 10;
    private const int MostNotes = 3;

    /// <param name="files">What was written, as the caller would name it.</param>
    public static void Print(Screen screen, LintReport report, IReadOnlyList<string> files)
    {
        var verdict = report.Verdict;
        var (sign, style) = verdict.Status switch
        {
            VerdictStatus.Pass => ("✓", Style.Good),
            VerdictStatus.Fail => ("✕", Style.Bad),
            VerdictStatus.Inconclusive => ("?", Style.Unsure),
            _ => ("!", Style.Bad),
        };
        var what = report.Evidence.Scope.Run is { } run ? $"run {run}" : $"service {ForeignText.Clean(report.Service ?? "")}, last {report.Window}";
        screen.DataLine($"{screen.Paint(style, $"{sign} {WireName.Of(verdict.Status)}")}  {what}: {ForeignText.Clean(verdict.Summary)}");
        screen.DataLine();

        Measures(screen, report);
        foreach (var finding in verdict.Findings.Where(f => f.Limit is null)) screen.DataLine($"{screen.Paint(Style.Bad, "✕")} {finding.RuleId}: {ForeignText.Clean(finding.Message)}");
        foreach (var skipped in verdict.NotEvaluated) screen.DataLine($"{screen.Paint(Style.Unsure, "?")} {ForeignText.Clean(skipped.RuleId)}: {Why(skipped)}");
        if (verdict.NotEvaluated.Count > 0 || verdict.Findings.Any(f => f.Limit is null)) screen.DataLine();

        Worst(screen, report);
        foreach (var note in report.Notes.Take(screen.Verbose ? int.MaxValue : MostNotes)) screen.DataLine(screen.Paint(Style.Dim, $"note: {ForeignText.Clean(note)}"));
        if (report.Notes.Count > 0) screen.DataLine();
        foreach (var file in files) screen.Hint(file);
        foreach (var query in report.Evidence.Queries) screen.Hint(ForeignText.Clean(query.Url is { } url ? $"{query.Source}: {query.Text}  {url}" : query.Source == "fabrik-store" ? query.Text : $"{query.Source}: {query.Text}"));
    }

    private static void Measures(Screen screen, LintReport report)
    {
        if (report.Measures.Count == 0) return;
        var table = new Table(new(""), new("metric"), new("value", RightAligned: true), new("limit", RightAligned: true), new("95 % bounds", RightAligned: true), new("n", RightAligned: true), new("of", Flexible: true));
        var worstFirst = report.Measures.OrderByDescending(m => m.State == MeasureState.Broken).ThenByDescending(m => m.State == MeasureState.Undecided)
            .ThenByDescending(m => m.Limit > 0 ? m.Value / m.Limit : double.MaxValue);
        foreach (var measure in worstFirst.Take(screen.Verbose ? int.MaxValue : MostMeasures))
        {
            table.Add(
                Sign(measure),
                new Cell(measure.Metric, Style.Strong),
                Value(measure, measure.Value),
                Value(measure, measure.Limit),
                $"[{(measure.Low is { } low ? Value(measure, low) : "–")}, {(measure.High is { } high ? Value(measure, high) : "–")}]",
                Figures.Count(measure.N),
                measure.Of);
        }

        screen.Rows(table);
        screen.DataLine();
    }

    private static Cell Sign(Measure measure) => measure.State switch
    {
        MeasureState.Holds => new Cell("✓", Style.Good),
        MeasureState.Undecided => new Cell("?", Style.Unsure),
        _ when measure.Severity == Severity.Error => new Cell("✕", Style.Bad),
        _ => new Cell("▲", Style.Attention),
    };

    private static string Why(NotEvaluated skipped) =>
        ForeignText.Clean($"not judged, {skipped.Reason}" + (skipped.Needed is { } needed ? $"; needed: {needed}" : ""));

    private static void Worst(Screen screen, LintReport report)
    {
        if (report.WorstSpans.Count > 0)
        {
            var table = new Table(new("slowest span", Flexible: true), new("p99", RightAligned: true), new("max", RightAligned: true), new("n", RightAligned: true), new("example"));
            foreach (var span in report.WorstSpans) table.Add(span.Name, Figures.Milliseconds(span.P99), Figures.Milliseconds(span.Max), Figures.Count(span.Count), new Cell(span.Example.Value, Style.Dim));
            screen.Rows(table);
            screen.DataLine();
        }

        if (report.WorstErrors.Count > 0)
        {
            var table = new Table(new("error", Flexible: true), new("count", RightAligned: true), new("last seen"), new("example"));
            foreach (var error in report.WorstErrors)
                table.Add(new Cell(error.Title, Style.Bad), Figures.Count(error.Count), error.LastSeen.ToString(), new Cell(error.Example?.Value ?? error.Trace?.ToString() ?? "", Style.Dim));
            screen.Rows(table);
            screen.DataLine();
        }

        if (report.WorstRoutes.Count > 0)
        {
            var table = new Table(new("slowest route", Flexible: true), new("p95", RightAligned: true), new("errors", RightAligned: true), new("n", RightAligned: true));
            foreach (var route in report.WorstRoutes) table.Add(route.Name, Figures.Milliseconds(route.P95), Figures.Count(route.Errors), Figures.Count(route.Count));
            screen.Rows(table);
            screen.DataLine();
        }

        if (report.WorstFunctions.Count > 0)
        {
            var table = new Table(new("costliest function", Flexible: true), new("self", RightAligned: true));
            foreach (var function in report.WorstFunctions) table.Add(function.Name, $"{Figures.Significant(function.SelfShare * 100)} %");
            screen.Rows(table);
            screen.DataLine();
        }
    }

    private static string Value(Measure measure, double value) => measure.Unit switch
    {
        "ms" => Figures.Milliseconds(value),
        "percent" => $"{Figures.Significant(value)} %",
        _ => $"{Figures.Significant(value * 100)} %",
    };
}
