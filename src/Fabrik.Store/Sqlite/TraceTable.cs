using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>Which run each trace of a project goes to, and the ends that traces brought. Part of one write transaction.</summary>
internal sealed class TraceTable(Database database, long project)
{
    public Dictionary<TraceId, TraceBinding> Load(IReadOnlyCollection<TraceId> traces)
    {
        var bindings = new Dictionary<TraceId, TraceBinding>(traces.Count);
        foreach (var trace in traces)
        {
            if (Find(trace) is { } binding) bindings.Add(trace, binding);
        }

        return bindings;
    }

    public TraceBinding? Find(TraceId trace)
    {
        var row = database.Prepare("SELECT run, claim FROM traces WHERE project = ? AND trace = ?").Bind(project).Bind(trace);
        TraceBinding? found = row.Step() ? new TraceBinding(RunId.Parse(row.Text(0)), WireName.Parse<TraceClaim>(row.Text(1))) : null;
        row.End();
        return found;
    }

    /// <summary>The trace's logs that name no run follow it.</summary>
    public void Bind(TraceId trace, TraceBinding binding)
    {
        database.Prepare(
            "INSERT INTO traces (project, trace, run, claim) VALUES (?, ?, ?, ?) "
            + "ON CONFLICT (project, trace) DO UPDATE SET run = excluded.run, claim = excluded.claim")
            .Bind(project).Bind(trace).Bind(binding.Run.Value).Bind(WireName.Of(binding.Claim)).Run();
        database.Prepare("UPDATE logs SET run = ? WHERE project = ? AND trace = ? AND run_named = 0")
            .Bind(binding.Run.Value).Bind(project).Bind(trace).Run();
    }

    /// <summary>Adds to what is known of one root's end, and so to the run's.</summary>
    /// <param name="trace">Null for an end that came without one.</param>
    public void AddEnd(RunEntry run, TraceId? trace, string root, RunEnd end)
    {
        var before = FindEnd(run.Key, trace, root);
        var after = before is null ? end : EndMerge.OfRoot(before, end);
        if (after == before) return;
        BindTrace(database.Prepare(
            "INSERT INTO run_ends (run, root, status, ended_at, error_type, error_message, trace) VALUES (?, ?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (run, trace, root) DO UPDATE SET status = excluded.status, ended_at = excluded.ended_at, "
            + "error_type = excluded.error_type, error_message = excluded.error_message")
            .Bind(run.Key).Bind(root)
            .Bind(WireName.Of(after.Status)).Bind(after.EndedAt.Nanoseconds).Bind(after.Error?.Type).Bind(after.Error?.Message), trace).Run();
        if (!run.Record.TryEnd(before, after)) run.Record.End = CountingEnd(run.Key);
    }

    /// <summary>Takes the ends of one trace's roots out.</summary>
    public List<(string Root, RunEnd End)> TakeEnds(long run, TraceId trace)
    {
        var ends = new List<(string Root, RunEnd End)>();
        var rows = database.Prepare("SELECT status, ended_at, error_type, error_message, root FROM run_ends WHERE run = ? AND trace = ?")
            .Bind(run).Bind(trace);
        while (rows.Step()) ends.Add((rows.Text(4), ReadEnd(rows)));
        rows.End();
        if (ends.Count > 0) database.Prepare("DELETE FROM run_ends WHERE run = ? AND trace = ?").Bind(run).Bind(trace).Run();
        return ends;
    }

    /// <summary>The end that counts of all of a run's roots.</summary>
    public RunEnd? CountingEnd(long run)
    {
        RunEnd? end = null;
        var row = database.Prepare("SELECT status, ended_at, error_type, error_message FROM run_ends WHERE run = ?").Bind(run);
        while (row.Step()) end = EndMerge.Of(end, ReadEnd(row));
        row.End();
        return end;
    }

    private RunEnd? FindEnd(long run, TraceId? trace, string root)
    {
        var row = BindTrace(database.Prepare("SELECT status, ended_at, error_type, error_message FROM run_ends WHERE run = ? AND root = ? AND trace = ?")
            .Bind(run).Bind(root), trace);
        var end = row.Step() ? ReadEnd(row) : null;
        row.End();
        return end;
    }

    private static Statement BindTrace(Statement statement, TraceId? trace) =>
        trace is null ? statement.BindBlob([]) : statement.Bind(trace);

    private static RunEnd ReadEnd(Statement row) =>
        new(WireName.Parse<RunStatus>(row.Text(0)), UnixTime.FromNanoseconds(row.Long(1)), Declared: false, Columnar.Error(row, 2));
}
