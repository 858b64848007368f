using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>Moves what a trace brought from one run to another, and sums up both again. Part of one write transaction.</summary>
internal sealed class TraceMover(Database database, RunTable runs, TraceTable traces)
{
    public void Move(TraceMove move)
    {
        if (runs.Find(move.From) is not { } source) return;
        var target = runs.FindOrAdd(move.To);
        target.Late |= source.Late;
        MoveSteps(move.Trace, source, target);
        foreach (var (root, end) in traces.TakeEnds(source.Key, move.Trace)) traces.AddEnd(target, move.Trace, root, end);
        source.Record.Totals = Sum(source.Key);
        if (source.Record.End is not { Declared: true }) source.Record.End = traces.CountingEnd(source.Key);
        (source.Changed, target.Changed) = (true, true);
        if (!source.Record.VanishesWithout(move.Trace)) return;
        target.Record.Facts = FactsMerge.Fill(target.Record.Facts, source.Record.Facts);
        target.Record.Listed |= source.Record.Listed;
        runs.Remove(source);
    }

    private void MoveSteps(TraceId trace, RunEntry source, RunEntry target)
    {
        // A list first: rows must not move under an open cursor.
        var moved = new List<(long Key, StoredStep Step)>();
        var rows = database.Prepare($"SELECT {StepRow.Columns}, s.key FROM steps s WHERE s.run = ? AND s.trace = ? ORDER BY s.sequence")
            .Bind(source.Key).Bind(trace);
        while (rows.Step()) moved.Add((rows.Long(StepRow.Count), StepRow.Read(rows)));
        rows.End();

        foreach (var (key, stored) in moved)
        {
            var update = database.Prepare("UPDATE OR IGNORE steps SET run = ?, sequence = ? WHERE key = ?")
                .Bind(target.Key).Bind(target.Record.LastSequence + 1).Bind(key);
            if (update.Run() == 1)
            {
                target.Record.LastSequence++;
                target.Record.Totals.Add(stored.Step, stored.Late);
                continue;
            }

            // The target has a step of that id: it stands.
            database.Prepare("DELETE FROM payloads WHERE step = ?").Bind(key).Run();
            database.Prepare("DELETE FROM steps WHERE key = ?").Bind(key).Run();
        }
    }

    private RunTotals Sum(long run)
    {
        var totals = new RunTotals();
        var rows = database.Prepare($"SELECT {StepRow.Columns} FROM steps s WHERE s.run = ?").Bind(run);
        while (rows.Step())
        {
            var stored = StepRow.Read(rows);
            totals.Add(stored.Step, stored.Late);
        }

        rows.End();
        return totals;
    }
}
