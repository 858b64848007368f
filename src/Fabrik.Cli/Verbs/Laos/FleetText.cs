using Fabrik.Cli.Terminal;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Fleet;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>The fleet on one screen: how many need attention, which runs, and whose.</summary>
internal static class FleetText
{
    private const int Shown = 10;

    public static void Print(Screen screen, FleetSummary fleet, UnixTime now)
    {
        var (total, window) = (fleet.Total, Figures.Milliseconds(fleet.Until.MillisecondsSince(fleet.Since)));
        var (sign, style) = total switch
        {
            { Runs: 0 } => ("○", Style.Dim),
            { Fail: > 0 } or { Error: > 0 } => ("✕", Style.Bad),
            { Inconclusive: > 0 } => ("?", Style.Unsure),
            _ => ("✓", Style.Good),
        };
        if (total.Runs == 0)
        {
            screen.DataLine($"{screen.Paint(style, $"{sign} nothing")}  no run was judged in the last {window}");
            screen.Hint("fabrik laos lint --run RUN");
            return;
        }

        screen.DataLine($"{screen.Paint(style, $"{sign} {Counts(total)}")}  {Figures.Counted(total.Runs, "run")} in the last {window}");
        screen.DataLine();
        var runs = new Table(
            new(""), new("run", Flexible: true, Id: true), new("service", Flexible: true, Droppable: true), new("agent", Flexible: true), new("env", Droppable: true), new("worst"), new("started", RightAligned: true));
        foreach (var run in fleet.Runs.Take(screen.Verbose ? int.MaxValue : Shown))
        {
            var (mark, look) = Look(run.Verdict);
            runs.Add(
                new Cell($"{mark} {WireName.Of(run.Verdict)}", look), run.Run.Value, run.Service ?? "–", run.Agent ?? "–", run.Env ?? "–", run.Worst is { } worst ? Worst(worst) : "–",
                screen.Verbose ? run.StartedAt.ToString() : Figures.Ago(run.StartedAt, now));
        }

        screen.Rows(runs);
        if (!screen.Verbose && fleet.Runs.Count > Shown) screen.DataLine(screen.Paint(Style.Dim, $"{Figures.Count(fleet.Runs.Count - Shown)} more with --verbose"));
        screen.DataLine();

        var agents = new Table(new("agent", Flexible: true), new("fail", RightAligned: true), new("error", RightAligned: true), new("inconclusive", RightAligned: true), new("pass", RightAligned: true));
        foreach (var agent in fleet.Agents.Take(screen.Verbose ? int.MaxValue : Shown))
        {
            agents.Add(new Cell(agent.Agent ?? "–", Style.Strong), Figures.Count(agent.Fail), Figures.Count(agent.Error), Figures.Count(agent.Inconclusive), Figures.Count(agent.Pass));
        }

        screen.Rows(agents);
        screen.DataLine();
        screen.Hint($"fabrik laos lint --run {fleet.Runs[0].Run}");
    }

    private static string Counts(FleetCounts counts) => string.Join(
        ", ", new[] { (counts.Fail, "fail"), (counts.Error, "error"), (counts.Inconclusive, "inconclusive"), (counts.Pass, "pass") }.Where(c => c.Item1 > 0).Select(c => $"{Figures.Count(c.Item1)} {c.Item2}"));

    private static string Worst(FleetViolation worst) => worst.Unit switch
    {
        "ms" => $"{worst.Metric} {Figures.Milliseconds(worst.Value)} > {Figures.Milliseconds(worst.Limit)}",
        "ratio" => $"{worst.Metric} {Figures.Significant(worst.Value * 100)} % > {Figures.Significant(worst.Limit * 100)} %",
        _ => $"{worst.Metric} {Figures.Significant(worst.Value)} % > {Figures.Significant(worst.Limit)} %",
    };

    private static (string Sign, Style Style) Look(VerdictStatus verdict) => verdict switch
    {
        VerdictStatus.Pass => ("✓", Style.Good),
        VerdictStatus.Fail => ("✕", Style.Bad),
        VerdictStatus.Inconclusive => ("?", Style.Unsure),
        _ => ("!", Style.Bad),
    };
}
