using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Sources;

/// <summary>What is asked of a source.</summary>
public sealed record EvidenceRequest
{
    public required RunScope Scope { get; init; }

    /// <summary>What the labels are called in this stack.</summary>
    public LabelsConfig Labels { get; init; } = new();

    /// <summary>Inclusive, by start.</summary>
    public required UnixTime Since { get; init; }

    /// <summary>Exclusive.</summary>
    public required UnixTime Until { get; init; }

    /// <summary>True when the caller knows that the run has ended, though no telemetry says so: what loads a service ends unseen by it.</summary>
    public bool Ended { get; init; }

    /// <summary>How many functions, errors and the like are worth naming.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Substring (errors: message; logs: line; traces: name or route); null for anything.</summary>
    public string? Contains { get; init; }

    /// <summary>Further labels or tags that must match, by name.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
