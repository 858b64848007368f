using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Evidence;

/// <summary>Everything the judge may look at. Same evidence and config, same report.</summary>
public sealed record RunEvidence
{
    public required RunScope Scope { get; init; }

    /// <summary>Inclusive, by a span's start.</summary>
    public required UnixTime Since { get; init; }

    /// <summary>Exclusive.</summary>
    public required UnixTime Until { get; init; }

    public required IReadOnlyList<SpanSample> Spans { get; init; }

    public required LogSample Logs { get; init; }

    public required IReadOnlyList<SignalState> Signals { get; init; }

    public required Provenance Provenance { get; init; }
}
