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

    /// <summary>As an error tracker grouped them; null where errors are read off the spans.</summary>
    public IReadOnlyList<ErrorGroup>? Errors { get; init; }

    public ProfileSample Profiles { get; init; } = ProfileSample.None;

    public MetricSample Metrics { get; init; } = MetricSample.None;

    /// <summary>Null when no load tool of ours made the run.</summary>
    public LoadOutcome? Load { get; init; }

    public required IReadOnlyList<SignalState> Signals { get; init; }

    /// <summary>Where it was read from, in ordinal order.</summary>
    public IReadOnlyList<SourceVersion> Sources { get; init; } = [];

    public IReadOnlyList<RawQuery> Queries { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public required Provenance Provenance { get; init; }
}
