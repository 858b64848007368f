namespace Fabrik.Bench.Results;

/// <summary>What a benchmark found: one value a round, all in one unit.</summary>
internal sealed record Measurement(string Name, string Unit, IReadOnlyList<double> Rounds)
{
    /// <summary>What was done, with the sizes that matter.</summary>
    public required string How { get; init; }

    public Bound? Limit { get; init; }

    public Peer? Peer { get; init; }

    /// <summary>What else a reader should know of these rounds, such as the slowest query's name.</summary>
    public string? Note { get; init; }
}
