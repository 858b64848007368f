using Fabrik.Cli.Terminal;
using Fabrik.Laos.Load;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>A load test on one screen: how it ended, what it measured, where to look.</summary>
internal static class LoadText
{
    public static void Print(Screen screen, LoadRun run)
    {
        var load = run.Outcome;
        var (sign, style) = load switch
        {
            { Problem: not null } => ("? inconclusive", Style.Unsure),
            { Crossed.Count: > 0 } => ("✕ fail", Style.Bad),
            _ => ("✓ ran", Style.Good),
        };
        var summary = load.Problem ?? (load.Crossed.Count > 0
            ? $"{Figures.Counted(load.Crossed.Count, "threshold")} of {load.Tool} crossed"
            : $"{Figures.Counted(load.Sent, "request")} in {Figures.Milliseconds(run.Until.MillisecondsSince(run.Since))}");
        screen.DataLine($"{screen.Paint(style, sign)}  run {run.Scope.Run}: {ForeignText.Clean(summary)}");
        screen.DataLine();

        var counts = new Table(new("requests", RightAligned: true), new("unanswered", RightAligned: true), new("5xx", RightAligned: true), new("took", RightAligned: true), new("tool"));
        counts.Add(
            Figures.Count(load.Sent),
            Figures.Count(load.Failed),
            Figures.Count(load.ErrorStatuses),
            Figures.Milliseconds(run.Until.MillisecondsSince(run.Since)),
            $"{load.Tool} {load.Version}".TrimEnd());
        screen.Rows(counts);
        screen.DataLine();

        foreach (var crossed in load.Crossed) screen.DataLine($"{screen.Paint(Style.Bad, "✕")} {ForeignText.Clean(crossed)}");
        if (load.Latency.Count > 0)
        {
            var measured = load.Latency.OrderBy(l => double.Parse(l.Key.AsSpan(1))).Select(l => $"{l.Key} {Figures.Milliseconds(l.Value)}");
            screen.DataLine($"{load.Tool} measured  {string.Join("  ", measured)}");
        }
    }
}
