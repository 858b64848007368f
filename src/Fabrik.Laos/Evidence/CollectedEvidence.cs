using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Evidence;

/// <summary>What one source had to give about one scope. What it has nothing to say of is null.</summary>
public sealed record CollectedEvidence
{
    public required SourceVersion Source { get; init; }

    public IReadOnlyList<SpanSample>? Spans { get; init; }

    public LogSample? Logs { get; init; }

    public IReadOnlyList<ErrorGroup>? Errors { get; init; }

    public ProfileSample? Profiles { get; init; }

    public MetricSample? Metrics { get; init; }

    /// <summary>One a signal that was asked for.</summary>
    public required IReadOnlyList<SignalState> States { get; init; }

    public IReadOnlyList<RawQuery> Queries { get; init; } = [];

    /// <summary>What a reader should know of how it was read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
