using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines.Attributing;

namespace Fabrik.Laos.Baselines;

/// <summary>A run, or several of the same code, beside baseline runs.</summary>
public sealed record Comparison
{
    /// <summary>Fails only where it gates; passes only where it gates and no metric may be worse.</summary>
    public required VerdictStatus Verdict { get; init; }

    /// <summary>One sentence: what was concluded and why.</summary>
    public required string Summary { get; init; }

    /// <summary>In ordinal order.</summary>
    public required IReadOnlyList<RunId> Runs { get; init; }

    /// <summary>In ordinal order.</summary>
    public required IReadOnlyList<RunId> Baselines { get; init; }

    /// <summary>Of the runs; null where they have none or differ.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>True where a regression may fail a gate.</summary>
    public bool Gates => Reason is null;

    /// <summary>Why it does not gate.</summary>
    public required string? Reason { get; init; }

    public required IReadOnlyList<MetricDelta> Deltas { get; init; }

    public required Attribution Attribution { get; init; }

    /// <summary>By metric: the smallest change that one more run would show against the baselines; empty below two baselines.</summary>
    public required IReadOnlyDictionary<string, MetricNoise> Noise { get; init; }

    /// <summary>How it was judged, and what a reader must know of the evidence; a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
