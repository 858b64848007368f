using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The spans of one trace in one batch: whose run they are, which of them are the agent's roots, and how these ended.</summary>
internal sealed class TraceGroup
{
    private readonly TraceId _trace;
    private readonly IReadOnlyList<MappedSpan> _spans;
    private readonly Dictionary<ulong, MappedSpan> _byId = [];

    public TraceGroup(TraceId trace, IReadOnlyList<MappedSpan> spans)
    {
        _trace = trace;
        _spans = spans;
        foreach (var span in spans) _byId.TryAdd(span.Span.SpanId, span);
    }

    public RunGroup ToRunGroup(RunFactsReading facts)
    {
        var run = NamedRun();
        var roots = _spans.Where(IsRoot).ToList();
        return new RunGroup
        {
            Run = run,
            Trace = _trace,
            Facts = facts.Of(_spans, Last(roots)),
            Ends = [.. roots.Select(End), .. _spans.Where(s => s is { Pauses: true, Step.ParentId: not null }).Select(Pause)],
            Steps = [.. _spans.Select(s => WithForeign(s, run))],
        };
    }

    private RunId? NamedRun() => _spans
        .Where(s => s.Names.First is not null)
        .OrderBy(s => s.Names.OnItem ? 0 : 1)
        .ThenBy(s => s.Span.ParentSpanId is null ? 0 : 1)
        .ThenBy(s => s.Span.StartedAt)
        .ThenBy(s => s.Span.SpanId)
        .FirstOrDefault()?.Names.First;

    private static Step WithForeign(MappedSpan span, RunId? run) =>
        span.Names.Except(run) is { } foreign ? span.Step with { Span = span.Step.Span! with { ForeignRunId = foreign } } : span.Step;

    private static MappedSpan? Last(List<MappedSpan> roots) => roots
        .OrderByDescending(s => s.Span.EndedAt)
        .ThenBy(s => s.Span.SpanId)
        .FirstOrDefault();

    private bool IsRoot(MappedSpan span)
    {
        if (span.Span.ParentSpanId is null) return span.Step.Kind is StepKind.Agent or StepKind.Chain or StepKind.Model or StepKind.Tool;

        // Under infrastructure an agent's root is known only when all of the way up to the trace's own root is here:
        // else it may be one part of a greater run, and a wrong end is worse than none.
        return span.Step.Kind is StepKind.Agent or StepKind.Chain && HangsUnderInfrastructureAlone(span);
    }

    private bool HangsUnderInfrastructureAlone(MappedSpan span)
    {
        var at = span;
        for (var hops = 0; hops <= _spans.Count; hops++)
        {
            if (at.Span.ParentSpanId is not { } parent) return true;
            if (!_byId.TryGetValue(parent, out at!) || at.Step.Kind != StepKind.Span) return false;
        }

        return false;
    }

    private static RootEnd End(MappedSpan root)
    {
        var status = root.Step.Status switch
        {
            StepStatus.Error => RunStatus.Failed,
            StepStatus.Cancelled => RunStatus.Cancelled,
            StepStatus.Interrupted => RunStatus.Interrupted,
            _ => RunStatus.Ok,
        };
        return new RootEnd(root.Step.Id, new RunEnd(status, root.Span.EndedAt, Declared: false, root.Step.Error));
    }

    // LangGraph swallows the interrupt at the root, which then ends ok: its children tell, and may come in an earlier batch.
    private static RootEnd Pause(MappedSpan child) =>
        new(child.Step.ParentId!.Value, new RunEnd(RunStatus.Interrupted, child.Span.EndedAt, Declared: false));
}
