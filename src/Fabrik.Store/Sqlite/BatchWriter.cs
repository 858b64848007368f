using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>Writes one batch within a transaction: settles which runs the groups join, moves what has to move, then writes.</summary>
internal sealed class BatchWriter
{
    private readonly Database _database;
    private readonly PreparedBatch _batch;
    private readonly RunTable _runs;
    private readonly TraceTable _traces;

    // Held for the batch: finding a statement by its text costs as much as running it.
    private readonly Statement _insertStep;
    private readonly Statement _insertPayload;

    public BatchWriter(Database database, PreparedBatch batch)
    {
        (_database, _batch) = (database, batch);
        _runs = new RunTable(database, batch.Project);
        _traces = new TraceTable(database, _runs.ProjectKey);
        _insertStep = database.Prepare(StepRow.Insert);
        _insertPayload = database.Prepare("INSERT INTO payloads (step, body) VALUES (?, ?)");
    }

    public IngestResult Write()
    {
        var bindings = _traces.Load(RunResolution.Traces(_batch.Groups));
        var resolution = RunResolution.Of(_batch.Groups, bindings);
        var mover = new TraceMover(_database, _runs, _traces);
        foreach (var move in resolution.Moves) mover.Move(move);

        var (runs, outcomes) = (new RunId[_batch.Groups.Count], new IReadOnlyList<StepOutcome>[_batch.Groups.Count]);
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = resolution.Join(_batch.Groups[i], _runs.Interrupted, out var move);
            if (move is { } late) mover.Move(late);
            outcomes[i] = Write(runs[i], _batch.Groups[i], _batch.Steps[i]);
        }

        foreach (var (trace, binding) in resolution.ChangedBindings) _traces.Bind(trace, binding);
        foreach (var log in _batch.Logs) LogRow.Insert(_database, _runs.ProjectKey, log, log.Run ?? RunOf(log.Trace));
        foreach (var metric in _batch.Metrics) MetricRow.Insert(_database, _runs.ProjectKey, metric);
        _runs.Flush();
        return new IngestResult(runs, outcomes);
    }

    private StepOutcome[] Write(RunId id, RunGroup group, PreparedStep[] steps)
    {
        // A group of nothing but facts says nothing of a run that isn't there.
        var run = steps.Length == 0 && group.Ends.Count == 0 ? _runs.Find(id) : _runs.FindOrAdd(id);
        if (run is null) return [];
        Join(run, group);
        var outcomes = new StepOutcome[steps.Length];
        for (var i = 0; i < steps.Length; i++) outcomes[i] = Write(run, steps[i], group.Trace);
        return outcomes;
    }

    private void Join(RunEntry run, RunGroup group)
    {
        var (facts, end, listed) = (run.Record.Facts, run.Record.End, run.Record.Listed);
        run.Record.Join(group);
        foreach (var brought in group.Ends) _traces.AddEnd(run, EndMerge.TraceOf(group), brought.Root.Value, brought.End);
        run.Changed |= !ReferenceEquals(facts, run.Record.Facts) || end != run.Record.End || listed != run.Record.Listed;
        if (run.Record.Paused is { } session) _runs.Paused(session, run);
    }

    private StepOutcome Write(RunEntry run, PreparedStep prepared, TraceId? trace)
    {
        var step = prepared.Step;
        var insert = _insertStep.Begin()
            .Bind(run.Key).Bind(_runs.ProjectKey).BindBlob(prepared.Digest).Bind(step.Span?.Trace ?? trace);
        if (StepRow.Bind(insert, step, run.Record.LastSequence + 1, run.Late).Run() == 0) return Compare(run, prepared);
        if (prepared.Payload is { } payload)
            _insertPayload.Begin().Bind(_database.LastInsertedKey).BindBlob(payload).Run();
        run.Record.LastSequence++;
        run.Record.Totals.Add(step, run.Late);
        run.Changed = true;
        return StepOutcome.Stored;
    }

    private StepOutcome Compare(RunEntry run, PreparedStep prepared)
    {
        var stored = _database.Prepare("SELECT digest FROM steps WHERE run = ? AND id = ?").Bind(run.Key).Bind(prepared.Step.Id.Value);
        var same = stored.Step() && stored.Blob(0).SequenceEqual(prepared.Digest);
        stored.End();
        return same ? StepOutcome.Duplicate : StepOutcome.Conflict;
    }

    private RunId? RunOf(TraceId? trace) => trace is { } id ? _traces.Find(id)?.Run : null;
}
