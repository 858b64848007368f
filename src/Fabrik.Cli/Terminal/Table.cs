using System.Text;

namespace Fabrik.Cli.Terminal;

/// <summary>Rows under headers, two spaces between columns, fitted to a width.</summary>
internal sealed class Table(params Column[] columns)
{
    private const int Gap = 2;
    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"Expected {columns.Length} cells.", nameof(cells));
        _rows.Add([.. cells.Select(c => c with { Text = ForeignText.Clean(c.Text) })]);
    }

    public string Render(int width, Palette palette)
    {
        var (shown, widths) = Layout(width);
        var text = new StringBuilder();
        Line(text, shown, widths, [.. columns.Select(c => new Cell(c.Header, Style.Dim))], palette);
        foreach (var row in _rows) Line(text, shown, widths, row, palette);
        return text.ToString();
    }

    /// <summary>Which columns are shown and how wide: flexible ones shrink, then droppable ones go, the last first.</summary>
    private (List<int> Shown, int[] Widths) Layout(int width)
    {
        var natural = columns.Select((c, i) => _rows.Select(r => DisplayWidth.Of(r[i].Text)).Append(DisplayWidth.Of(c.Header)).Max())
            .Select((w, i) => columns[i].Flexible ? Math.Min(w, width) : w).ToArray();
        var shown = Enumerable.Range(0, columns.Length).ToList();
        while (true)
        {
            var widths = natural.ToArray();
            var excess = Shrink(widths, shown, width);
            var drop = shown.FindLastIndex(i => columns[i].Droppable);
            if (excess <= 0 || drop < 0) return (shown, widths);
            shown.RemoveAt(drop);
        }
    }

    /// <returns>By how much the table is still too wide.</returns>
    private int Shrink(int[] widths, List<int> shown, int width)
    {
        var excess = shown.Sum(i => widths[i]) + (Gap * (shown.Count - 1)) - width;
        while (excess > 0)
        {
            // The widest flexible column gives first, so that short ones stay whole.
            var give = shown.Where(i => columns[i].Flexible && widths[i] > Narrowest(columns[i]))
                .OrderByDescending(i => widths[i]).Cast<int?>().FirstOrDefault();
            if (give is not { } column) break;
            widths[column]--;
            excess--;
        }

        return excess;
    }

    private static int Narrowest(Column column) => column.Id ? 21 : 8;

    private void Line(StringBuilder text, List<int> shown, int[] widths, Cell[] cells, Palette palette)
    {
        var line = new StringBuilder();
        foreach (var i in shown)
        {
            var fitted = columns[i].Id ? DisplayWidth.FitMiddle(cells[i].Text, widths[i]) : DisplayWidth.Fit(cells[i].Text, widths[i]);
            var padding = new string(' ', Math.Max(0, widths[i] - DisplayWidth.Of(fitted)));
            if (columns[i].RightAligned) line.Append(padding);
            line.Append(palette.Paint(cells[i].Style, fitted));
            if (!columns[i].RightAligned) line.Append(padding);
            line.Append(' ', Gap);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
