using Fabrik.Core.Scope;

namespace Fabrik.Core.Runs;

/// <summary>
/// Steps of one run or one trace that arrived together. Which run they join, in this order: <see cref="Run"/> where the
/// emitter named one; the run its trace is bound to; the interrupted run of the same session, which this trace resumes;
/// else a run named by the trace id. A later batch that names the run moves what its trace brought earlier.
/// </summary>
public sealed record RunGroup
{
    /// <summary>Named by the emitter; may be null only when <see cref="Trace"/> is set.</summary>
    public RunId? Run { get; init; }

    public TraceId? Trace { get; init; }

    public RunFacts Facts { get; init; } = RunFacts.None;

    /// <summary>What the spans of this group say about the ends of the agent's work; empty while it goes on.</summary>
    public IReadOnlyList<RootEnd> Ends { get; init; } = [];

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>False when all of it is infrastructure spans without a named run: kept as evidence, listed under no run.</summary>
    public bool MakesRun => Run is not null || Steps.Any(s => s.Kind != StepKind.Span);
}
