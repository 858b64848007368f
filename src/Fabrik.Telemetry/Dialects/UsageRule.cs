namespace Fabrik.Telemetry.Dialects;

/// <summary>Where a dialect keeps its token counts, and whether they overlap.</summary>
internal sealed record UsageRule
{
    /// <summary>The attribute that holds an object of counts; null when each count is an attribute of its own.</summary>
    public string? Object { get; init; }

    /// <summary>Attribute names, or dotted paths inside <see cref="Object"/>; of several the first present counts.</summary>
    public required IReadOnlyDictionary<UsageBucket, string[]> Keys { get; init; }

    /// <summary>
    /// True when input contains the cached tokens and output contains the reasoning tokens, as the GenAI conventions demand.
    /// Counts that can't be read so (a part above its whole) are taken as disjoint.
    /// </summary>
    public bool Inclusive { get; init; } = true;
}
