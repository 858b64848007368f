using System.Text.RegularExpressions;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>Counts the lines of a query in slices that the server allows; reads them where it will not count.</summary>
internal sealed partial class LogCounting(LokiClient client, LokiLimits limits, UnixTime since, UnixTime until)
{
    /// <summary>Lines read, of one query, where the server will not count.</summary>
    public const int MaxLinesRead = 200_000;

    private const string ErrorWord = @"(?i)\b(error|critical|fatal|panic)\b";

    /// <summary>True once a count had to stop at <see cref="MaxLinesRead"/>.</summary>
    public bool Stopped { get; private set; }

    public async Task<long> LinesAsync(string query, CancellationToken cancellation) =>
        await SeriesAsync(query, [], cancellation) is { } counts ? counts.Sum(c => c.Count) : (await ReadAsync(query, cancellation)).Lines;

    public async Task<LevelTally> LevelsAsync(string query, CancellationToken cancellation)
    {
        if (await SeriesAsync(query, [LevelTally.Detected], cancellation) is not { } detected) return await ReadAsync(query, cancellation);
        var tally = new LevelTally();
        foreach (var series in detected) tally.Add(series.Labels, series.Count);
        if (tally.IsTold || tally.Lines == 0) return tally;

        if (await SeriesAsync(query, [LevelTally.Severity, LevelTally.Level], cancellation) is not { } given) return await ReadAsync(query, cancellation);
        foreach (var series in given) tally.Tell(series.Labels, series.Count);
        if (!tally.IsTold) tally.Worded = await LinesAsync($"{query} |~ `{ErrorWord}`", cancellation);
        return tally;
    }

    /// <summary>Null when there is none.</summary>
    public async Task<LogLine?> NewestAsync(string query, CancellationToken cancellation)
    {
        foreach (var (from, to) in Slices().AsEnumerable().Reverse())
        {
            if (await client.LinesAsync(query, from, to, 1, forward: false, cancellation) is [.., var newest]) return newest;
        }

        return null;
    }

    private async Task<IReadOnlyList<LabelCount>?> SeriesAsync(string query, IReadOnlyList<string> by, CancellationToken cancellation)
    {
        List<LabelCount> all = [];
        foreach (var (from, to) in Slices())
        {
            if (await client.CountAsync(query, by, from, to, cancellation) is not { } counts) return null;
            all.AddRange(counts);
        }

        return all;
    }

    private async Task<LevelTally> ReadAsync(string query, CancellationToken cancellation)
    {
        var tally = new LevelTally();
        await foreach (var line in LinePaging.ReadAsync(client, limits, query, since, until, cancellation))
        {
            if (tally.Lines == MaxLinesRead)
            {
                Stopped = true;
                break;
            }

            tally.Add(line.Labels, 1);
            if (ErrorWords().IsMatch(line.Text)) tally.Worded++;
        }

        return tally;
    }

    private List<(UnixTime From, UnixTime To)> Slices()
    {
        List<(UnixTime, UnixTime)> slices = [];
        for (var from = since; from < until;)
        {
            var to = limits.MaxRange is { } range && from.Add(range) < until ? from.Add(range) : until;
            slices.Add((from, to));
            from = to;
        }

        return slices;
    }

    [GeneratedRegex(ErrorWord, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorWords();
}
