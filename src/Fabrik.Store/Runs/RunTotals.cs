using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Store.Runs;

/// <summary>
/// A run's sums over its stored steps. Adding the same steps in any order gives the same sums; sums stop at the largest
/// number instead of overflowing.
/// </summary>
internal sealed class RunTotals
{
    /// <summary>Distinct models, and distinct tools, that a run keeps and can be found by.</summary>
    public const int MaxNames = 256;

    public UnixTime? StartedAt { get; set; }

    /// <summary>The latest end of a step; a step without end has come as far as its start.</summary>
    public UnixTime? LastSeenAt { get; set; }

    public long Steps { get; set; }

    public long Spans { get; set; }

    /// <summary>Calls of chat and of embedding models.</summary>
    public long ModelCalls { get; set; }

    public long ToolCalls { get; set; }

    /// <summary>Failed steps; failed spans are not counted, as the default view does not show them.</summary>
    public long Errors { get; set; }

    public long LateSteps { get; set; }

    public long Redactions { get; set; }

    public TokenUsage Usage { get; set; }

    public Usd Cost { get; set; }

    public long UnpricedCalls { get; set; }

    public SortedSet<string> Models { get; init; } = new(StringComparer.Ordinal);

    public SortedSet<string> Tools { get; init; } = new(StringComparer.Ordinal);

    public void Add(Step step, bool late)
    {
        if (StartedAt is not { } start || step.StartedAt < start) StartedAt = step.StartedAt;
        var reached = step.EndedAt ?? step.StartedAt;
        if (LastSeenAt is not { } last || reached > last) LastSeenAt = reached;
        if (late) LateSteps++;
        Redactions += step.Redactions;
        if (step.Usage is { } usage) Usage = Plus(Usage, usage);
        if (step.Cost?.Computed is { } cost) Cost = new Usd(Plus(Cost.Pico, cost.Pico));
        if (step.Kind == StepKind.Span)
        {
            Spans++;
            return;
        }

        Steps++;
        if (step.Status == StepStatus.Error) Errors++;
        if (step.Kind == StepKind.Tool) ToolCalls++;
        if (step.Kind is StepKind.Model or StepKind.Embedding)
        {
            ModelCalls++;
            if (step.Cost?.Computed is null) UnpricedCalls++;
        }

        if (step.Model is not null && Models.Count < MaxNames) Models.Add(step.Model);
        if (step.Tool is not null && Tools.Count < MaxNames) Tools.Add(step.Tool);
    }

    private static TokenUsage Plus(TokenUsage a, TokenUsage b) => new(
        Plus(a.Input, b.Input),
        Plus(a.CacheRead, b.CacheRead),
        Plus(a.CacheWrite, b.CacheWrite),
        Plus(a.Output, b.Output),
        Plus(a.Reasoning, b.Reasoning));

    private static long Plus(long a, long b)
    {
        // Negative counts mean nothing; they must not undo the others.
        b = Math.Max(b, 0);
        return a > long.MaxValue - b ? long.MaxValue : a + b;
    }
}
