using System.Globalization;
using System.Text;

namespace Fabrik.Bench.Results;

/// <summary><c>docs/benchmarks.md</c>, made from the results alone.</summary>
internal static class ResultsPage
{
    public static string Of(ResultsFile file)
    {
        var machine = file.Machine;
        var page = new StringBuilder();
        page.AppendLine("# Benchmarks").AppendLine();
        page.AppendLine("Made by `make bench` from `bench/results.json`; don't edit. How they work: `bench/Fabrik.Bench/README.md`.").AppendLine();
        page.AppendLine($"Machine: {machine.Cpu}, {machine.Cores} cores, {machine.Memory} memory, {machine.Os}, Linux {machine.Kernel}, {machine.Runtime}.");
        page.AppendLine("Client and server share it. Values are medians, spreads are the smallest and the largest round.").AppendLine();
        page.AppendLine("| benchmark | value | limit | peer | ratio | spread | rounds | meets |");
        page.AppendLine("|---|---:|---:|---:|---:|---:|---:|---|");
        foreach (var row in file.Results) page.AppendLine(Line(row));
        foreach (var row in file.Results) Describe(page, row, machine);
        return page.ToString();
    }

    /// <summary>The row as a line of the table.</summary>
    public static string Line(Row row)
    {
        var peer = row.PeerValue is { } value ? $"{row.Peer}: {Number(value)}" : "";
        var ratio = row.Ratio is { } r ? $"{r.ToString("0.##", CultureInfo.InvariantCulture)} {(row.RatioLimit is null ? "" : $"({row.RatioLimit})")}" : "";
        var meets = row.Meets switch { true => "yes", false => "**no**", null => "" };
        return $"| {row.Name} | {Number(row.Value)} {row.Unit} | {row.Limit} | {peer} | {ratio} | {Number(row.Spread[0])} – {Number(row.Spread[1])} | {row.Runs} | {meets} |";
    }

    private static void Describe(StringBuilder page, Row row, Machine machine)
    {
        page.AppendLine().AppendLine($"## {row.Name}").AppendLine();
        page.AppendLine(row.How);
        if (row.PeerHow is { } peer) page.AppendLine().AppendLine($"Peer: {peer}");
        if (row.Note is { } note) page.AppendLine().AppendLine(note);
        page.AppendLine();
        var busy = row.LoadBefore > machine.Cores ? " The machine was busy with other work: the value says less than a quiet one would." : "";
        page.AppendLine($"`{row.Command}`, {row.MeasuredAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, commit {row.Commit}, load average before: {row.LoadBefore:F1}.{busy}");
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
