using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Bench.Results;

/// <summary><c>bench/results.json</c>: the machine, and one row a benchmark in the order of the catalogue.</summary>
internal sealed record ResultsFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required Machine Machine { get; init; }

    /// <summary>Of the newest row.</summary>
    public required string Commit { get; init; }

    public required IReadOnlyList<Row> Results { get; init; }

    public static ResultsFile? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<ResultsFile>(File.ReadAllText(path), Options) : null;

    /// <summary>Puts new rows in the place of old ones of the same name. Rows of another machine are dropped: they can't be compared.</summary>
    public static ResultsFile Merge(ResultsFile? before, Machine machine, string commit, IReadOnlyList<Row> rows, IReadOnlyList<string> order)
    {
        var kept = before is not null && before.Machine == machine ? before.Results.Where(b => !rows.Any(r => r.Name == b.Name)) : [];
        return new ResultsFile
        {
            Machine = machine,
            Commit = commit,
            Results = [.. kept.Concat(rows).OrderBy(r => Place(r, order)).ThenBy(r => r.Name, StringComparer.Ordinal)],
        };
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    private static int Place(Row row, IReadOnlyList<string> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (row.Name.StartsWith(order[i], StringComparison.Ordinal)) return i;
        }

        return order.Count;
    }
}
