using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Runs;
using Fabrik.Store.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Postgres.Evidence;

/// <summary>
/// One append: loads all it may need, settles batch by batch in memory, and writes few large statements. Only where a trace
/// moves to another run must the batches before it be written first.
/// </summary>
internal sealed class Append
{
    private readonly TenantWriter _writer;
    private readonly TraceBindings _bindings;
    private readonly PendingSteps _steps;
    private readonly RunEnds _ends;
    private readonly TraceMover _mover;
    private int _batch;

    public Append(TenantWriter writer)
    {
        _writer = writer;
        _bindings = new TraceBindings(writer);
        _steps = new PendingSteps(writer);
        _ends = new RunEnds(writer);
        _mover = new TraceMover(writer, _ends);
    }

    /// <summary>Reads every run that these batches of one project can touch.</summary>
    public async Task LoadAsync(ProjectId project, IReadOnlyList<PreparedBatch> batches, CancellationToken cancellation)
    {
        var groups = batches.SelectMany(b => b.Groups).ToList();
        var traces = RunResolution.Traces(groups);
        traces.UnionWith(batches.SelectMany(b => b.Logs).Where(l => l is { Run: null, Trace: not null }).Select(l => l.Trace!.Value));
        await _bindings.LoadAsync(project, traces, cancellation);

        var sessions = groups.Select(RunResolution.Session).OfType<SessionKey>().Select(s => s.Session).ToHashSet(StringComparer.Ordinal);
        if (sessions.Count > 0) await _writer.LoadInterruptedAsync(project, sessions, cancellation);

        var runs = groups.Select(g => g.Run ?? g.Trace!.Value.AsRunId()).ToHashSet();
        runs.UnionWith(_bindings.Of(project).Values.Select(b => b.Run));
        await _writer.LoadAsync(project, runs, cancellation);
        await _ends.LoadAsync(project, groups.Where(g => g.Ends.Count > 0).Select(EndMerge.TraceOf), cancellation);
    }

    /// <summary>The result is complete after <see cref="FlushAsync"/>.</summary>
    public async Task<IngestResult> AddAsync(PreparedBatch batch, CancellationToken cancellation)
    {
        _batch++;
        var resolution = RunResolution.Of(batch.Groups, _bindings.Of(batch.Project));
        await MoveAsync(batch.Project, resolution.Moves, cancellation);

        var (runs, outcomes) = (new RunId[batch.Groups.Count], new IReadOnlyList<StepOutcome>[batch.Groups.Count]);
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = resolution.Join(batch.Groups[i], s => Interrupted(batch.Project, s), out var move);
            if (move is { } late) await MoveAsync(batch.Project, [late], cancellation);
            outcomes[i] = await AddAsync(batch.Project, runs[i], batch.Groups[i], batch.Steps[i], cancellation);
        }

        _bindings.Change(batch.Project, resolution.ChangedBindings);
        return new IngestResult(runs, outcomes);
    }

    /// <summary>Writes all but the runs themselves.</summary>
    public async Task FlushAsync(IReadOnlyList<PreparedBatch> batches, CancellationToken cancellation)
    {
        await _steps.FlushAsync(cancellation);
        await _ends.FlushAsync(cancellation);
        await _bindings.FlushAsync(cancellation);

        var (logs, metrics) = (new List<NewLog>(), new List<NewMetric>());
        foreach (var batch in batches)
        {
            var place = new EvidencePlace(batch.Project, _writer.RetentionClass, _writer.Week);
            logs.AddRange(batch.Logs.Select(l => new NewLog(place, _writer.NextLog(), l.Run is not null, Bound(batch.Project, l))));
            metrics.AddRange(batch.Metrics.Select(m => new NewMetric(place, m)));
        }

        await LogInsert.Logs.ExecuteAsync(_writer.Session, _writer.Tenant, logs, cancellation);
        await MetricInsert.Metrics.ExecuteAsync(_writer.Session, _writer.Tenant, metrics, cancellation);
    }

    private async Task MoveAsync(ProjectId project, IReadOnlyList<TraceMove> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0) return;
        await _steps.FlushAsync(cancellation);
        await _ends.FlushAsync(cancellation);
        await _writer.LoadAsync(project, moves.SelectMany(m => (RunId[])[m.From, m.To]), cancellation);
        foreach (var move in moves) await _mover.MoveAsync(project, move, _batch, cancellation);
    }

    private async ValueTask<StepOutcome[]> AddAsync(
        ProjectId project, RunId id, RunGroup group, PreparedStep[] steps, CancellationToken cancellation)
    {
        // A group of nothing but facts says nothing of a run that isn't there.
        var run = steps.Length == 0 && group.Ends.Count == 0 ? _writer.Find(project, id) : _writer.GetOrMake(project, id);
        if (run is null) return [];
        run.Enter(_batch).Record.Join(group);
        foreach (var end in group.Ends) await _ends.AddAsync(run, EndMerge.TraceOf(group), end, cancellation);

        var outcomes = new StepOutcome[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var at = i;
            _steps.Add(run, steps[i].Step.Span?.Trace ?? group.Trace, run.Late, steps[i], outcome => outcomes[at] = outcome);
        }

        return outcomes;
    }

    private RunId? Interrupted(ProjectId project, SessionKey session) => _writer.Loaded
        .Where(r => !r.Removed && r.Record.Project == project && r.Record.Paused == session)
        .OrderByDescending(r => r.Record.End!.EndedAt)
        .Select(r => (RunId?)r.Record.Id)
        .FirstOrDefault();

    private LogEntry Bound(ProjectId project, LogEntry log) =>
        log is { Run: null, Trace: { } trace } && _bindings.Of(project).TryGetValue(trace, out var binding) ? log with { Run = binding.Run } : log;
}
