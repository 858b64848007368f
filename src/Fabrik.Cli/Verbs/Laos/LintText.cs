using Fabrik.Cli.Terminal;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>A lint report on one screen: verdict, measures worst first, what was not judged, where to look.</summary>
internal static class LintText
{
    public static void Print(Screen screen, LintReport report, string file)
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

        if (report.Measures.Count > 0)
        {
            var table = new Table(new(""), new("metric"), new("value", RightAligned: true), new("limit", RightAligned: true), new("95 % interval", RightAligned: true), new("n", RightAligned: true), new("of", Flexible: true));
            foreach (var measure in report.Measures.OrderByDescending(m => m.Limit > 0 ? m.Value / m.Limit : double.MaxValue).Take(screen.Verbose ? int.MaxValue : 10))
            {
                table.Add(
                    measure.Holds ? new Cell("✓", Style.Good) : new Cell("✕", Style.Bad),
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

        foreach (var skipped in verdict.NotEvaluated) screen.DataLine($"{screen.Paint(Style.Unsure, "?")} {skipped.RuleId}: not judged, {ForeignText.Clean(skipped.Reason)}");
        if (verdict.NotEvaluated.Count > 0) screen.DataLine();

        Worst(screen, report);
        screen.Hint(file);
        if (report.Evidence.Scope.Run is { } shown) screen.Hint($"fabrik runs show {shown}");
    }

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
            foreach (var error in report.WorstErrors) table.Add(new Cell(error.Title, Style.Bad), Figures.Count(error.Count), error.LastSeen.ToString(), new Cell(error.Example.Value, Style.Dim));
            screen.Rows(table);
            screen.DataLine();
        }

        if (report.WorstRoutes.Count > 0)
        {
            var table = new Table(new("slowest route", Flexible: true), new("p95", RightAligned: true), new("n", RightAligned: true));
            foreach (var route in report.WorstRoutes) table.Add(route.Name, Figures.Milliseconds(route.P95), Figures.Count(route.Count));
            screen.Rows(table);
            screen.DataLine();
        }
    }

    private static string Value(Measure measure, double value) => measure.Unit == "ms" ? Figures.Milliseconds(value) : $"{Figures.Significant(value * 100)} %";
}
