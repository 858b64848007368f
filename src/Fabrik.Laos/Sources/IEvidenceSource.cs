using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;

namespace Fabrik.Laos.Sources;

/// <summary>
/// Where evidence of some signals is read from. Calls throw <see cref="SourceUnreachableException"/> when the backend can't be
/// reached or refuses; everything else that keeps a signal from being complete is a <see cref="SignalState"/> in the answer.
/// </summary>
public interface IEvidenceSource
{
    /// <summary>e.g. <c>tempo</c>, <c>fabrik-store</c>.</summary>
    string Name { get; }

    /// <summary>The signals it can be asked for.</summary>
    IReadOnlyList<SignalKind> Signals { get; }

    /// <summary>Version, limits and known delays; what a doctor prints.</summary>
    Task<SourceProbe> ProbeAsync(CancellationToken cancellation);

    /// <summary>A cheap count of what is there now, for telling whether more is still arriving.</summary>
    Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation);

    /// <summary>Everything of the signals asked for.</summary>
    Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation);

    /// <summary>laos.md §4.7: was it seen?</summary>
    Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation);
}
