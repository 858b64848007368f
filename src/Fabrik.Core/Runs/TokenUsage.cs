namespace Fabrik.Core.Runs;

/// <summary>
/// Tokens of one model call in disjoint buckets: their sum is what was processed, so nothing is counted twice.
/// </summary>
/// <param name="Input">Prompt tokens that no cache served.</param>
/// <param name="CacheRead">Prompt tokens read from a cache.</param>
/// <param name="CacheWrite">Prompt tokens written to a cache.</param>
/// <param name="Output">Visible output tokens.</param>
/// <param name="Reasoning">Output tokens spent on reasoning.</param>
public readonly record struct TokenUsage(long Input, long CacheRead, long CacheWrite, long Output, long Reasoning)
{
    public long TotalInput => Input + CacheRead + CacheWrite;

    public long TotalOutput => Output + Reasoning;

    public long Total => TotalInput + TotalOutput;

    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => new(
        a.Input + b.Input, a.CacheRead + b.CacheRead, a.CacheWrite + b.CacheWrite, a.Output + b.Output, a.Reasoning + b.Reasoning);
}
