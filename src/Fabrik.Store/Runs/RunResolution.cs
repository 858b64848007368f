using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Store.Runs;

/// <summary>
/// Which runs the groups of one batch join, by the order stated on <see cref="RunGroup"/>. Named groups are settled first,
/// so that it does not matter where in the batch the name stands.
/// </summary>
internal sealed class RunResolution
{
    private readonly IReadOnlyDictionary<TraceId, TraceBinding> _stored;
    private readonly Dictionary<TraceId, TraceBinding> _changed = [];

    private RunResolution(IReadOnlyDictionary<TraceId, TraceBinding> stored) => _stored = stored;

    /// <summary>For each group, the run its steps join.</summary>
    public IReadOnlyList<RunId> Runs { get; private set; } = [];

    /// <summary>To be done before the batch's steps are written.</summary>
    public IReadOnlyList<TraceMove> Moves { get; private set; } = [];

    /// <summary>To be stored; logs of these traces that name no run go to the bound run.</summary>
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
    /// <param name="interrupted">The interrupted run of a session that ended last, null for none; asked only for what <see cref="Session"/> gives.</param>
    public static RunResolution Of(
        IReadOnlyList<RunGroup> groups, IReadOnlyDictionary<TraceId, TraceBinding> bindings, Func<SessionKey, RunId?> interrupted)
    {
        var resolution = new RunResolution(bindings);
        foreach (var group in groups)
        {
            if (group.Run is { } run) resolution.Name(run, TracesOf(group));
        }

        foreach (var group in groups)
        {
            if (group.Run is null) resolution.Place(group, interrupted);
        }

        resolution.Runs = [.. groups.Select(g => g.Run ?? resolution.BindingOf(g.Trace!.Value)!.Value.Run)];
        resolution.Moves = [.. resolution.FindMoves()];
        return resolution;
    }

    private void Name(RunId run, IEnumerable<TraceId> traces)
    {
        foreach (var trace in traces)
        {
            if (BindingOf(trace) is not { Claim: TraceClaim.Named }) _changed[trace] = new TraceBinding(run, TraceClaim.Named);
        }
    }

    private void Place(RunGroup group, Func<SessionKey, RunId?> interrupted)
    {
        var trace = group.Trace ?? throw new ArgumentException("A group must name a run or a trace.", nameof(group));
        var bound = BindingOf(trace);
        if (bound is { Claim: not TraceClaim.Evidence } || (bound is not null && !group.MakesRun)) return;
        var run = Session(group) is { } session ? interrupted(session) : null;
        _changed[trace] = new TraceBinding(run ?? bound?.Run ?? trace.AsRunId(), group.MakesRun ? TraceClaim.Joined : TraceClaim.Evidence);
    }

    private TraceBinding? BindingOf(TraceId trace) =>
        _changed.TryGetValue(trace, out var binding) || _stored.TryGetValue(trace, out binding) ? binding : null;

    private IEnumerable<TraceMove> FindMoves()
    {
        foreach (var (trace, binding) in _changed)
        {
            if (_stored.TryGetValue(trace, out var old) && old.Run != binding.Run) yield return new TraceMove(trace, old.Run, binding.Run);
        }
    }

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
