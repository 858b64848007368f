using Fabrik.Cli.Terminal;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Attributing;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>A comparison on one screen: verdict, metrics, where the difference comes from, and how far to trust it.</summary>
internal static class CompareText
{
    public static void Print(Screen screen, Comparison comparison)
    {
        var (sign, style) = comparison.Verdict switch
        {
            VerdictStatus.Pass => ("✓", Style.Good),
            VerdictStatus.Fail => ("✕", Style.Bad),
            _ => ("?", Style.Unsure),
        };
        screen.DataLine($"{screen.Paint(style, $"{sign} {WireName.Of(comparison.Verdict)}")}  {Named(comparison.Runs)}: {comparison.Summary}");
        screen.DataLine();
        Metrics(screen, comparison.Deltas);
        Attributed(screen, comparison.Attribution);

        screen.DataLine($"replicates  {Figures.Counted(comparison.Runs.Count, "run")} against {Figures.Counted(comparison.Baselines.Count, "baseline run")}");
        screen.DataLine($"gates       {(comparison.Reason is { } reason ? "no: " + reason : "yes")}");
        if (comparison.Noise.Count > 0)
        {
            screen.DataLine("detectable  by one more run: " + string.Join(", ", comparison.Noise.Values.Select(Detectable)));
        }

        foreach (var note in comparison.Notes) screen.DataLine($"{screen.Paint(Style.Dim, "note")}        {ForeignText.Clean(note)}");
        screen.DataLine();
        screen.Hint($"fabrik runs show {comparison.Runs[0]}");
    }

    private static void Metrics(Screen screen, IReadOnlyList<MetricDelta> deltas)
    {
        if (deltas.Count == 0) return;
        var table = new Table(
            new(""), new("metric"), new("run", RightAligned: true), new("baseline", RightAligned: true), new("delta [95 % interval]", RightAligned: true),
            new("%", RightAligned: true, Droppable: true), new("effect", RightAligned: true, Droppable: true), new("p", RightAligned: true, Droppable: true), new("state"));
        foreach (var delta in deltas)
        {
            var (sign, style) = Look(delta.State);
            table.Add(
                new Cell(sign, style),
                new Cell(delta.Metric, Style.Strong),
                Value(delta.Unit, delta.Run),
                Value(delta.Unit, delta.Baseline),
                $"{Change(delta.Unit, delta.Delta)} {(delta.Interval is { } range ? $"[{Change(delta.Unit, range.Low)}, {Change(delta.Unit, range.High)}]" : "[–, –]")}",
                delta.DeltaShare is { } share ? Figures.Signed(share * 100, Figures.Significant) : "–",
                delta.Effect is { } effect ? Figures.Signed(effect, Figures.Significant) : "–",
                delta.P is { } p ? Figures.Significant(p) : "–",
                new Cell(WireName.Of(delta.State), style));
        }

        screen.Rows(table);
        screen.DataLine();
    }

    private static void Attributed(Screen screen, Attribution attribution)
    {
        Section(screen, attribution.Spans, "span", "self time", s => [s.Name, Change("ms", s.SelfDelta), Mean(s.CountRun), Mean(s.CountBaseline), Trace(s.Trace)]);
        Section(screen, attribution.Routes, "route", "p95", r => [r.Name, Change("ms", r.Delta), Mean(r.CountRun), Mean(r.CountBaseline), Trace(r.Trace)]);
        Section(screen, attribution.Errors, "error", "change", e => [new Cell(e.Title, Style.Bad), WireName.Of(e.Change), Mean(e.CountRun), Mean(e.CountBaseline), Trace(e.Trace)]);
        if (attribution.Functions.Count == 0) return;
        var table = new Table(new("function", Flexible: true), new("self", RightAligned: true), new("run", RightAligned: true), new("baseline", RightAligned: true));
        foreach (var f in attribution.Functions) table.Add(f.Name, Change("ratio", f.Delta), Share(f.ShareRun), Share(f.ShareBaseline));
        screen.Rows(table);
        screen.DataLine();
    }

    private static void Section<T>(Screen screen, IReadOnlyList<T> items, string what, string delta, Func<T, Cell[]> row)
    {
        if (items.Count == 0) return;
        var table = new Table(
            new(what, Flexible: true), new(delta, RightAligned: true), new("n run", RightAligned: true), new("n baseline", RightAligned: true), new("trace", Flexible: true, Id: true));
        foreach (var item in items) table.Add(row(item));
        screen.Rows(table);
        screen.DataLine();
    }

    private static (string Sign, Style Style) Look(DeltaState state) => state switch
    {
        DeltaState.Better => ("✓", Style.Good),
        DeltaState.Worse => ("✕", Style.Bad),
        DeltaState.Same => ("=", Style.Dim),
        _ => ("?", Style.Unsure),
    };

    private static string Detectable(MetricNoise noise) =>
        $"{noise.Metric} {(noise.DetectableShare is { } share ? Figures.Signed(share * 100, Figures.Significant) + " %" : Change(noise.Unit, noise.Detectable))}";

    private static string Named(IReadOnlyList<RunId> runs) => runs.Count == 1 ? $"run {runs[0]}" : $"{runs.Count} runs";

    private static Cell Trace(TraceId? trace) => new(trace?.ToString() ?? "–", Style.Dim);

    private static string Mean(double count) => Figures.Significant(count);

    private static string Share(double? share) => share is { } known ? Value("ratio", known) : "–";

    /// <summary>A share changes by points: its change in percent would be of itself.</summary>
    private static string Change(string unit, double value) => Figures.Signed(value, v => unit == "ratio" ? $"{Figures.Significant(v * 100)} pts" : Value(unit, v));

    private static string Value(string unit, double value) => unit switch
    {
        "ms" => Figures.Milliseconds(value),
        "ratio" => $"{Figures.Significant(value * 100)} %",
        _ => Figures.Significant(value),
    };
}
