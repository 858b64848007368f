using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Npgsql;
using NpgsqlTypes;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Steps on their way to the database, written by one statement. Of equal ids the first counts, stored ones before all.</summary>
internal sealed class PendingSteps(TenantWriter writer)
{
    private readonly List<(LoadedRun Run, NewStep Step, Action<StepOutcome> Outcome)> _first = [];
    private readonly List<(int First, byte[] Digest, Action<StepOutcome> Outcome)> _again = [];
    private readonly Dictionary<(long RunNo, StepId Id), int> _index = [];

    /// <param name="outcome">Told by <see cref="FlushAsync"/>.</param>
    public void Add(LoadedRun run, TraceId? origin, bool late, PreparedStep step, Action<StepOutcome> outcome)
    {
        if (_index.TryGetValue((run.Place.RunNo, step.Step.Id), out var first))
        {
            _again.Add((first, step.Digest, outcome));
            return;
        }

        _index.Add((run.Place.RunNo, step.Step.Id), _first.Count);
        _first.Add((run, new NewStep(run.Place, ++run.Record.LastSequence, late, origin, step), outcome));
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_first.Count == 0) return;
        var rows = _first.ConvertAll(f => f.Step);
        var inserted = await writer.Session.QueryAsync(
            StepInsert.Steps.Command(writer.Session, writer.Tenant, rows), r => (RunNo: r.GetInt64(0), Sequence: r.GetInt64(1)), cancellation);
        var written = inserted.ToHashSet();
        var present = written.Count == rows.Count
            ? []
            : await DigestsAsync(rows.FindAll(r => !written.Contains((r.Place.RunNo, r.Sequence))), cancellation);
        await StepInsert.Payloads.ExecuteAsync(
            writer.Session,
            writer.Tenant,
            rows.FindAll(r => r.Prepared.Payload is not null && written.Contains((r.Place.RunNo, r.Sequence))),
            cancellation);

        foreach (var (run, row, outcome) in _first)
        {
            if (present.TryGetValue((row.Place.RunNo, row.Step.Id.Value), out var digest))
            {
                outcome(Compare(digest, row.Digest));
                continue;
            }

            run.Record.Totals.Add(row.Step, row.Late);
            run.Touch();
            outcome(StepOutcome.Stored);
        }

        foreach (var (first, digest, outcome) in _again)
        {
            var row = _first[first].Step;
            outcome(Compare(present.GetValueOrDefault((row.Place.RunNo, row.Step.Id.Value)) ?? row.Digest, digest));
        }

        _first.Clear();
        _again.Clear();
        _index.Clear();
    }

    private static StepOutcome Compare(byte[] stored, byte[] sent) => stored.AsSpan().SequenceEqual(sent) ? StepOutcome.Duplicate : StepOutcome.Conflict;

    private async Task<Dictionary<(long RunNo, string Id), byte[]>> DigestsAsync(List<NewStep> rows, CancellationToken cancellation)
    {
        var found = await writer.Session.QueryAsync(
            writer.Session.Command(
                """
                SELECT s.run_no, s.step_id, s.digest
                FROM unnest($2, $3, $4, $5) AS sent (run_no, step_id, retention_class, week)
                JOIN steps s ON s.tenant_id = $1 AND s.run_no = sent.run_no AND s.step_id = sent.step_id
                  AND s.retention_class = sent.retention_class AND s.week = sent.week
                """,
                Pg.Uuid(writer.Tenant.Value),
                Pg.Array(rows.Select(r => r.Place.RunNo).ToArray(), NpgsqlDbType.Bigint),
                Pg.Array(rows.Select(r => r.Step.Id.Value).ToArray(), NpgsqlDbType.Text),
                Pg.Array(rows.Select(r => r.Place.RetentionClass).ToArray(), NpgsqlDbType.Smallint),
                Pg.Array(rows.Select(r => r.Place.Week).ToArray(), NpgsqlDbType.Date)),
            r => (Key: (r.GetInt64(0), r.GetString(1)), Digest: r.GetFieldValue<byte[]>(2)),
            cancellation);
        return found.ToDictionary(f => f.Key, f => f.Digest);
    }
}
