using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Collection;

/// <summary>What to collect and how long to wait for it.</summary>
public sealed record CollectionPlan
{
    public required EvidenceRequest Request { get; init; }

    public required SignalsConfig Demands { get; init; }

    /// <summary>What the load tool counted; null when it was not us who ran it.</summary>
    public LoadOutcome? Load { get; init; }

    /// <summary>How long an exporter may hold evidence back.</summary>
    public TimeSpan Flush { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after the run's end evidence is waited for; zero takes what is there.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>Longest wait for one source's whole answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
