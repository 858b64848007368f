using Fabrik.Core.Runs;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>Tokens in disjoint buckets.</summary>
internal sealed record TokenUsageView
{
    public required long Input { get; init; }

    public required long CacheRead { get; init; }

    public required long CacheWrite { get; init; }

    public required long Output { get; init; }

    public required long Reasoning { get; init; }

    public static TokenUsageView Of(TokenUsage usage) => new()
    {
        Input = usage.Input,
        CacheRead = usage.CacheRead,
        CacheWrite = usage.CacheWrite,
        Output = usage.Output,
        Reasoning = usage.Reasoning,
    };
}
