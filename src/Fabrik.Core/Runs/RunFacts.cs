namespace Fabrik.Core.Runs;

/// <summary>What a batch says about its run. Later batches fill what is null and never overwrite what is set, tags excepted: those merge.</summary>
public sealed record RunFacts
{
    public static RunFacts None { get; } = new();

    public string? Name { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? AgentVersion { get; init; }

    public string? Env { get; init; }

    public string? Release { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Pseudonym of the user (a keyed hash); never the raw id.</summary>
    public string? UserHash { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
