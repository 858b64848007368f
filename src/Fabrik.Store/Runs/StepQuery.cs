namespace Fabrik.Store.Runs;

public sealed record StepQuery
{
    public const int MaxLimit = 10_000;

    /// <summary>Only steps that arrived after this sequence number.</summary>
    public long After { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>Whether infrastructure spans are included.</summary>
    public bool IncludeSpans { get; init; }
}
