using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Core.Runs;

/// <summary>A run as the lists and the judges see it: what is known of it, summed over the steps that arrived.</summary>
public sealed record Run
{
    public required ProjectId Project { get; init; }

    public required RunId Id { get; init; }

    public required RunStatus Status { get; init; }

    public required RunFacts Facts { get; init; }

    /// <summary>The earliest start seen.</summary>
    public required UnixTime StartedAt { get; init; }

    /// <summary>Null while <see cref="RunStatus.Running"/>.</summary>
    public UnixTime? EndedAt { get; init; }

    /// <summary>The latest end of any step, or the start of one without end: how far a run without an end has come.</summary>
    public UnixTime? LastSeenAt { get; init; }

    public StepError? Error { get; init; }

    /// <summary>Steps other than <see cref="StepKind.Span"/>.</summary>
    public long Steps { get; init; }

    public long Spans { get; init; }

    /// <summary>Calls of chat and of embedding models.</summary>
    public long ModelCalls { get; init; }

    public long ToolCalls { get; init; }

    /// <summary>Failed steps other than <see cref="StepKind.Span"/>.</summary>
    public long Errors { get; init; }

    public long LateSteps { get; init; }

    public long Redactions { get; init; }

    public TokenUsage Usage { get; init; }

    /// <summary>Sum over the steps whose cost is known.</summary>
    public Usd Cost { get; init; }

    /// <summary>Model calls whose cost is unknown: while above zero, <see cref="Cost"/> is a lower bound.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Ordinal order.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Grows by at least one with every change of the run or its steps, in commit order within the tenant.</summary>
    public required long Revision { get; init; }
}
