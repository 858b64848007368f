namespace Fabrik.Bench.Results;

/// <summary>A line of <c>bench/results.json</c>.</summary>
internal sealed record Row
{
    public required string Name { get; init; }

    /// <summary>The median round.</summary>
    public required double Value { get; init; }

    public required string Unit { get; init; }

    /// <summary>Such as <c>≥ 20,000</c>; null where only a ratio counts, or nothing.</summary>
    public string? Limit { get; init; }

    public string? Peer { get; init; }

    public string? PeerHow { get; init; }

    public double? PeerValue { get; init; }

    /// <summary>The median of the rounds' own ratios.</summary>
    public double? Ratio { get; init; }

    public string? RatioLimit { get; init; }

    /// <summary>The smallest and the largest round.</summary>
    public required double[] Spread { get; init; }

    public required int Runs { get; init; }

    /// <summary>Null where nothing is asked.</summary>
    public bool? Meets { get; init; }

    public required string How { get; init; }

    public string? Note { get; init; }

    public required string Command { get; init; }

    public required string Commit { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The machine's load average over one minute when the row's benchmark began: what else was running.</summary>
    public required double LoadBefore { get; init; }

    public static Row Of(Measurement found, string command, string commit, DateTimeOffset at, double load)
    {
        var value = Statistic.Median(found.Rounds);
        var ratio = found.Peer is { } peer ? Statistic.Median([.. found.Rounds.Zip(peer.Rounds, (own, other) => own / other)]) : (double?)null;
        bool?[] kept = [found.Limit?.Holds(value), ratio is { } r ? found.Peer!.Ratio?.Holds(r) : null];
        return new Row
        {
            Name = found.Name,
            Value = Rounded(value),
            Unit = found.Unit,
            Limit = found.Limit?.ToString(),
            Peer = found.Peer?.Name,
            PeerHow = found.Peer?.How,
            PeerValue = found.Peer is { } p ? Rounded(Statistic.Median(p.Rounds)) : null,
            Ratio = ratio is { } x ? Math.Round(x, 3) : null,
            RatioLimit = found.Peer?.Ratio?.ToString(),
            Spread = [Rounded(found.Rounds.Min()), Rounded(found.Rounds.Max())],
            Runs = found.Rounds.Count,
            Meets = kept.All(k => k is null) ? null : kept.All(k => k is null or true),
            How = found.How,
            Note = found.Note,
            Command = command,
            Commit = commit,
            MeasuredAt = at,
            LoadBefore = load,
        };
    }

    private static double Rounded(double value) => Math.Round(value, value >= 1000 ? 0 : value >= 10 ? 1 : 3);
}
