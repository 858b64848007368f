using System.Text;

namespace Fabrik.Cli.Terminal;

/// <summary>Rows under headers, two spaces between columns, fitted to a width.</summary>
internal sealed class Table(params Column[] columns)
{
    private const int Gap = 2;
    private const int Narrowest = 8;
    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"Expected {columns.Length} cells.", nameof(cells));
        _rows.Add([.. cells.Select(c => c with { Text = ForeignText.Clean(c.Text) })]);
    }

    public string Render(int width, Palette palette)
    {
        var widths = Widths(width);
        var text = new StringBuilder();
        Line(text, widths, [.. columns.Select(c => new Cell(c.Header, Style.Dim))], palette);
        foreach (var row in _rows) Line(text, widths, row, palette);
        return text.ToString();
    }

    private int[] Widths(int width)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => DisplayWidth.Of(r[i].Text)).Append(DisplayWidth.Of(c.Header)).Max()).ToArray();
        var excess = widths.Sum() + (Gap * (columns.Length - 1)) - width;
        while (excess > 0)
        {
            // The widest flexible column gives first, so that short ones stay whole.
            var give = Enumerable.Range(0, columns.Length).Where(i => columns[i].Flexible && widths[i] > Narrowest)
                .OrderByDescending(i => widths[i]).Cast<int?>().FirstOrDefault();
            if (give is not { } column) break;
            widths[column]--;
            excess--;
        }

        return widths;
    }

    private void Line(StringBuilder text, int[] widths, Cell[] cells, Palette palette)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var fitted = DisplayWidth.Fit(cells[i].Text, widths[i]);
            var padding = new string(' ', Math.Max(0, widths[i] - DisplayWidth.Of(fitted)));
            var last = i == cells.Length - 1;
            if (columns[i].RightAligned) line.Append(padding);
            line.Append(palette.Paint(cells[i].Style, fitted));
            if (!columns[i].RightAligned && !last) line.Append(padding);
            if (!last) line.Append(' ', Gap);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
