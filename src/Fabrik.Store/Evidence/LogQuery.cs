using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Evidence;

/// <summary>Which log lines. <see cref="Contains"/> is a plain substring of the body, never a pattern.</summary>
public sealed record LogQuery
{
    public required RunScope Scope { get; init; }

    /// <summary>Inclusive.</summary>
    public UnixTime? Since { get; init; }

    /// <summary>Exclusive.</summary>
    public UnixTime? Until { get; init; }

    public string? Contains { get; init; }

    public int MinSeverity { get; init; }

    public int Limit { get; init; } = 100;
}
