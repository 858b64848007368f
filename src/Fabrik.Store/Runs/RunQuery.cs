using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Store.Runs;

/// <summary>Which runs; every filter that is set must hold. Only these whitelisted fields can be searched.</summary>
public sealed record RunQuery
{
    public const int MaxLimit = 500;

    /// <summary>Inclusive, by start.</summary>
    public UnixTime? Since { get; init; }

    /// <summary>Exclusive, by start.</summary>
    public UnixTime? Until { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    public string? Tool { get; init; }

    public string? Model { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    public string? Release { get; init; }

    public string? SessionId { get; init; }

    /// <summary>All of these must be on the run.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 50;

    public RunCursor? After { get; init; }
}
