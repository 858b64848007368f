using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Runs;
using Npgsql;
using NpgsqlTypes;
using Column = Fabrik.Store.Postgres.UnnestColumn<System.Collections.Generic.KeyValuePair<Fabrik.Store.Postgres.Runs.EndKey, Fabrik.Core.Runs.RunEnd>>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Remembers which root of which trace brought which end, so that an end can be added to, and move with its trace.</summary>
internal sealed class RunEnds(TenantWriter writer)
{
    private static readonly UnnestInsert<KeyValuePair<EndKey, RunEnd>> Write = new(
        "run_ends",
        """
        ON CONFLICT (tenant_id, run_no, trace_id, root_id) DO UPDATE SET
          status = excluded.status, ended_at = excluded.ended_at, error_type = excluded.error_type, error_message = excluded.error_message
        """,
        Column.Count("run_no", e => e.Key.RunNo),
        Column.Uuid("trace_id", e => e.Key.Trace),
        Column.Text("root_id", e => e.Key.Root),
        Column.Text("status", e => WireName.Of(e.Value.Status)),
        Column.Count("ended_at", e => e.Value.EndedAt.Nanoseconds),
        Column.Text("error_type", e => e.Value.Error?.Type),
        Column.Text("error_message", e => e.Value.Error?.Message));

    private readonly Dictionary<EndKey, RunEnd> _known = [];
    private readonly Dictionary<EndKey, RunEnd> _pending = [];

    /// <summary>
    /// Reads what the project's loaded runs know of these traces' roots: which run is interrupted must be known before anything is written.
    /// </summary>
    /// <param name="traces">Of the groups that bring ends; null for an end without one.</param>
    public async Task LoadAsync(ProjectId project, IEnumerable<TraceId?> traces, CancellationToken cancellation)
    {
        var wanted = traces.Select(KeyOf).Distinct().ToArray();
        var runs = writer.Loaded.Where(r => r.Record.Project == project).Select(r => r.Place.RunNo).ToArray();
        if (wanted.Length > 0 && runs.Length > 0) await ReadKnownAsync(runs, wanted, cancellation);
    }

    /// <summary>Adds to what is known of one root's end, and so to the run's.</summary>
    public ValueTask AddAsync(LoadedRun run, TraceId? trace, RootEnd brought, CancellationToken cancellation) =>
        AddAsync(run, new EndKey(run.Place.RunNo, KeyOf(trace), brought.Root.Value), brought.End, cancellation);

    public async Task FlushAsync(CancellationToken cancellation)
    {
        await Write.ExecuteAsync(writer.Session, writer.Tenant, [.. _pending], cancellation);
        _pending.Clear();
    }

    /// <summary>Moves the ends of a trace's roots; both runs' ends are merged anew, a declared one stands. Nothing may be pending.</summary>
    public async Task MoveAsync(TraceId trace, LoadedRun from, LoadedRun to, CancellationToken cancellation)
    {
        await ReadKnownAsync([from.Place.RunNo, to.Place.RunNo], [KeyOf(trace)], cancellation);
        var moved = _known.Where(e => e.Key.RunNo == from.Place.RunNo && e.Key.Trace == KeyOf(trace)).ToList();
        if (moved.Count == 0) return;

        await writer.Session.ExecuteAsync(
            writer.Session.Command(
                "DELETE FROM run_ends WHERE tenant_id = $1 AND run_no = $2 AND trace_id = $3",
                Pg.Uuid(writer.Tenant.Value), Pg.Long(from.Place.RunNo), Pg.Uuid(KeyOf(trace))),
            cancellation);
        foreach (var (key, end) in moved)
        {
            _known.Remove(key);
            await AddAsync(to, key with { RunNo = to.Place.RunNo }, end, cancellation);
        }

        if (from.Record.End is not { Declared: true }) from.Record.End = await CountingAsync(from, cancellation);
    }

    private async ValueTask AddAsync(LoadedRun run, EndKey key, RunEnd end, CancellationToken cancellation)
    {
        var before = _known.GetValueOrDefault(key);
        var after = before is null ? end : EndMerge.OfRoot(before, end);
        if (after == before) return;
        _known[key] = _pending[key] = after;
        if (!run.Record.TryEnd(before, after)) run.Record.End = await CountingAsync(run, cancellation);
    }

    /// <summary>The end that counts of all of a run's roots.</summary>
    private async Task<RunEnd?> CountingAsync(LoadedRun run, CancellationToken cancellation)
    {
        var stored = await ReadAsync("run_no = $2", [Pg.Long(run.Place.RunNo)], cancellation);
        return stored.Where(e => !_known.ContainsKey(e.Key))
            .Concat(_known.Where(e => e.Key.RunNo == run.Place.RunNo))
            .Aggregate(default(RunEnd), (merged, e) => EndMerge.Of(merged, e.Value));
    }

    private async Task ReadKnownAsync(long[] runs, Guid[] traces, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            "run_no = ANY($2) AND trace_id = ANY($3)", [Pg.Array(runs, NpgsqlDbType.Bigint), Pg.Array(traces, NpgsqlDbType.Uuid)], cancellation);
        foreach (var (key, end) in found) _known[key] = end;
    }

    private Task<List<KeyValuePair<EndKey, RunEnd>>> ReadAsync(string where, NpgsqlParameter[] values, CancellationToken cancellation) =>
        writer.Session.QueryAsync(
            writer.Session.Command(
                $"SELECT run_no, trace_id, root_id, status, ended_at, error_type, error_message FROM run_ends WHERE tenant_id = $1 AND {where}",
                [Pg.Uuid(writer.Tenant.Value), .. values]),
            r => KeyValuePair.Create(new EndKey(r.GetInt64(0), r.GetGuid(1), r.GetString(2)), ReadEnd(r)),
            cancellation);

    private static RunEnd ReadEnd(NpgsqlDataReader r) => new(
        WireName.Parse<RunStatus>(r.GetString(3)),
        UnixTime.FromNanoseconds(r.GetInt64(4)),
        Declared: false,
        r.IsDBNull(5) ? null : new StepError(r.GetString(5), r.GetString(6)));

    private static Guid KeyOf(TraceId? trace) => trace is { } known ? TraceKey.Of(known) : Guid.Empty;
}
