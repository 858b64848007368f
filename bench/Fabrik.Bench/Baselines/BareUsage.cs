namespace Fabrik.Bench.Baselines;

internal sealed record BareUsage
{
    public long Input { get; init; }

    public long CacheRead { get; init; }

    public long CacheWrite { get; init; }

    public long Output { get; init; }

    public long Reasoning { get; init; }
}
