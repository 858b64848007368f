using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Runs;
using Npgsql;
using NpgsqlTypes;
using Column = Fabrik.Store.Postgres.UnnestColumn<(long RunNo, System.Guid Trace, Fabrik.Core.Runs.RunEnd End)>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Remembers which trace brought which end, so that an end can move with its trace.</summary>
internal sealed class RunEnds(TenantWriter writer)
{
    private static readonly UnnestInsert<(long RunNo, Guid Trace, RunEnd End)> Write = new(
        "run_ends",
        """
        ON CONFLICT (tenant_id, run_no, trace_id) DO UPDATE SET
          status = excluded.status, ended_at = excluded.ended_at, error_type = excluded.error_type, error_message = excluded.error_message
        """,
        Column.Count("run_no", e => e.RunNo),
        Column.Uuid("trace_id", e => e.Trace),
        Column.Text("status", e => WireName.Of(e.End.Status)),
        Column.Count("ended_at", e => e.End.EndedAt.Nanoseconds),
        Column.Text("error_type", e => e.End.Error?.Type),
        Column.Text("error_message", e => e.End.Error?.Message));

    private readonly Dictionary<(long RunNo, Guid Trace), RunEnd> _pending = [];

    public void Add(LoadedRun run, TraceId? trace, RunEnd end)
    {
        var key = (run.Place.RunNo, trace is { } known ? TraceKey.Of(known) : Guid.Empty);
        _pending[key] = EndMerge.Of(_pending.GetValueOrDefault(key), end)!;
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_pending.Count == 0) return;
        foreach (var (trace, runNo, end) in await ReadAsync([.. _pending.Keys.Select(k => k.RunNo).Distinct()], cancellation))
        {
            if (_pending.TryGetValue((runNo, trace), out var pending)) _pending[(runNo, trace)] = EndMerge.Of(pending, end)!;
        }

        await Write.ExecuteAsync(writer.Session, writer.Tenant, [.. _pending.Select(p => (p.Key.RunNo, p.Key.Trace, p.Value))], cancellation);
        _pending.Clear();
    }

    /// <summary>Moves a trace's end: the ends of both runs are merged anew, a declared one stands.</summary>
    public async Task MoveAsync(TraceId trace, LoadedRun from, LoadedRun to, CancellationToken cancellation)
    {
        var ends = await ReadAsync([from.Place.RunNo, to.Place.RunNo], cancellation);
        var key = TraceKey.Of(trace);
        var moved = ends.Find(e => e.Trace == key && e.RunNo == from.Place.RunNo).End;
        if (moved is null) return;

        await writer.Session.ExecuteAsync(
            writer.Session.Command(
                "DELETE FROM run_ends WHERE tenant_id = $1 AND run_no = $2 AND trace_id = $3",
                Pg.Uuid(writer.Tenant.Value), Pg.Long(from.Place.RunNo), Pg.Uuid(key)),
            cancellation);
        var there = ends.Find(e => e.Trace == key && e.RunNo == to.Place.RunNo).End;
        await Write.ExecuteAsync(writer.Session, writer.Tenant, [(to.Place.RunNo, key, EndMerge.Of(moved, there)!)], cancellation);

        to.Record.End = EndMerge.Of(to.Record.End, moved);
        if (from.Record.End is { Declared: true }) return;
        from.Record.End = ends.Where(e => e.RunNo == from.Place.RunNo && e.Trace != key)
            .Aggregate(default(RunEnd), (merged, e) => EndMerge.Of(merged, e.End));
    }

    private Task<List<(Guid Trace, long RunNo, RunEnd End)>> ReadAsync(long[] runs, CancellationToken cancellation) => writer.Session.QueryAsync(
        writer.Session.Command(
            "SELECT trace_id, run_no, status, ended_at, error_type, error_message FROM run_ends WHERE tenant_id = $1 AND run_no = ANY($2)",
            Pg.Uuid(writer.Tenant.Value), Pg.Array(runs, NpgsqlDbType.Bigint)),
        r => (r.GetGuid(0), r.GetInt64(1), ReadEnd(r)),
        cancellation);

    private static RunEnd ReadEnd(NpgsqlDataReader r) => new(
        WireName.Parse<RunStatus>(r.GetString(2)),
        UnixTime.FromNanoseconds(r.GetInt64(3)),
        Declared: false,
        r.IsDBNull(4) ? null : new StepError(r.GetString(4), r.GetString(5)));
}
