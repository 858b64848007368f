namespace Fabrik.Server.Runs.Contracts;

/// <summary>Tokens in disjoint buckets; an absent one is 0.</summary>
internal sealed record UsageInput
{
    public long? Input { get; init; }

    public long? CacheRead { get; init; }

    public long? CacheWrite { get; init; }

    public long? Output { get; init; }

    public long? Reasoning { get; init; }
}
