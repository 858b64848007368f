using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Store.Verdicts;

/// <summary>Which verdicts; every filter that is set must hold.</summary>
public sealed record VerdictQuery
{
    public const int MaxLimit = 500;

    public required string Kind { get; init; }

    public RunId? Run { get; init; }

    /// <summary>Inclusive, by creation.</summary>
    public UnixTime? Since { get; init; }

    /// <summary>Exclusive, by creation.</summary>
    public UnixTime? Until { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<VerdictStatus> Statuses { get; init; } = [];

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 50;

    public VerdictCursor? After { get; init; }
}
