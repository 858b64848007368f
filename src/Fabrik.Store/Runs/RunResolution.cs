using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Store.Runs;

/// <summary>
/// Which runs the groups of one batch join, by the order stated on <see cref="RunGroup"/>. Names are settled first, so that it does
/// not matter where in the batch a name stands; the other groups one after another, since one may pause what the next resumes.
/// </summary>
internal sealed class RunResolution
{
    private readonly IReadOnlyDictionary<TraceId, TraceBinding> _stored;
    private readonly Dictionary<TraceId, TraceBinding> _changed = [];
    private readonly Dictionary<TraceId, RunGroup> _open = [];

    private RunResolution(IReadOnlyDictionary<TraceId, TraceBinding> stored) => _stored = stored;

    /// <summary>What the names move, to be done before the batch's first group is written.</summary>
    public IReadOnlyList<TraceMove> Moves { get; private set; } = [];

    /// <summary>To be stored once all groups are joined; logs of these traces that name no run go to the bound run.</summary>
    public IReadOnlyDictionary<TraceId, TraceBinding> ChangedBindings => _changed;

    /// <summary>The traces whose bindings must be known to <see cref="Of"/>.</summary>
    public static HashSet<TraceId> Traces(IReadOnlyList<RunGroup> groups)
    {
        var traces = new HashSet<TraceId>();
        foreach (var group in groups) traces.UnionWith(TracesOf(group));
        return traces;
    }

    /// <summary>The session by which a group might resume a run, if nothing else says where it belongs; null for none.</summary>
    public static SessionKey? Session(RunGroup group) =>
        group is { Run: null, MakesRun: true, Facts.SessionId: { } session } ? new SessionKey(group.Facts.Service, session) : null;

    /// <param name="groups">In their stored form, all of one project.</param>
    /// <param name="bindings">What is stored for <see cref="Traces"/>.</param>
    public static RunResolution Of(IReadOnlyList<RunGroup> groups, IReadOnlyDictionary<TraceId, TraceBinding> bindings)
    {
        var resolution = new RunResolution(bindings);
        foreach (var group in groups)
        {
            if (group.Run is { } run) resolution.Name(run, TracesOf(group));
            else resolution.Open(group);
        }

        resolution.Moves = [.. resolution._changed.Keys.Select(resolution.MoveOf).OfType<TraceMove>()];
        return resolution;
    }

    /// <summary>The run that a group's steps join. To be asked group by group, each after the one before it was written.</summary>
    /// <param name="group">One of those given.</param>
    /// <param name="interrupted">The interrupted run of a session that ended last, null for none; asked only for what <see cref="Session"/> gives.</param>
    /// <param name="move">To be done before the group is written.</param>
    public RunId Join(RunGroup group, Func<SessionKey, RunId?> interrupted, out TraceMove? move)
    {
        move = null;
        if (group.Run is { } run) return run;
        var trace = group.Trace!.Value;
        if (_open.Remove(trace, out var decisive) && TryPlace(trace, decisive, interrupted)) move = MoveOf(trace);
        return BindingOf(trace)!.Value.Run;
    }

    // All groups of one trace join one run: that which the first of them with agent work joins.
    private void Open(RunGroup group)
    {
        var trace = group.Trace ?? throw new ArgumentException("A group must name a run or a trace.", nameof(group));
        if (!_open.TryGetValue(trace, out var first) || (group.MakesRun && !first.MakesRun)) _open[trace] = group;
    }

    private void Name(RunId run, IEnumerable<TraceId> traces)
    {
        foreach (var trace in traces)
        {
            if (BindingOf(trace) is not { Claim: TraceClaim.Named }) _changed[trace] = new TraceBinding(run, TraceClaim.Named);
        }
    }

    private bool TryPlace(TraceId trace, RunGroup group, Func<SessionKey, RunId?> interrupted)
    {
        var bound = BindingOf(trace);
        if (bound is { Claim: not TraceClaim.Evidence } || (bound is not null && !group.MakesRun)) return false;
        var run = Session(group) is { } session ? interrupted(session) : null;
        _changed[trace] = new TraceBinding(run ?? bound?.Run ?? trace.AsRunId(), group.MakesRun ? TraceClaim.Joined : TraceClaim.Evidence);
        return true;
    }

    private TraceBinding? BindingOf(TraceId trace) =>
        _changed.TryGetValue(trace, out var binding) || _stored.TryGetValue(trace, out binding) ? binding : null;

    private TraceMove? MoveOf(TraceId trace) =>
        _stored.TryGetValue(trace, out var old) && old.Run != _changed[trace].Run ? new TraceMove(trace, old.Run, _changed[trace].Run) : null;

    private static IEnumerable<TraceId> TracesOf(RunGroup group)
    {
        if (group.Trace is { } trace) yield return trace;
        if (group.Run is null) yield break;
        foreach (var step in group.Steps)
        {
            if (step.Span is { } span) yield return span.Trace;
        }
    }
}
