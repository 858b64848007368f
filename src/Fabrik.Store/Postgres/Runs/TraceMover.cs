using Fabrik.Core.Scope;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Runs;
using Npgsql;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Takes what a trace brought from one run to another, inside the database: steps, payloads, the end, the logs.</summary>
internal sealed class TraceMover(TenantWriter writer, RunEnds ends)
{
    // Steps whose ids the other run has already stay behind and are dropped: the stored one stands.
    private const string Moving = """
        s.tenant_id = $1 AND s.run_no = $2 AND s.retention_class = $3 AND s.week = $4 AND s.origin = $5
        AND NOT EXISTS (
          SELECT FROM steps x
          WHERE x.tenant_id = $1 AND x.run_no = $6 AND x.retention_class = $7 AND x.week = $8 AND x.step_id = s.step_id)
        """;

    /// <summary>What waits to be written must have been flushed.</summary>
    public async Task MoveAsync(ProjectId project, TraceMove move, int batch, CancellationToken cancellation)
    {
        await MoveLogsAsync(project, move, cancellation);
        if (writer.Find(project, move.From) is not { } from) return;
        var to = writer.GetOrMake(project, move.To).Enter(batch);
        to.Late |= from.Enter(batch).Late;
        await MoveStepsAsync(move.Trace, from, to, cancellation);
        await ends.MoveAsync(move.Trace, from, to, cancellation);
        to.Touch();
        from.Touch();
        if (!from.Record.VanishesWithout(move.Trace)) return;
        to.Record.Facts = FactsMerge.Fill(to.Record.Facts, from.Record.Facts);
        to.Record.Listed |= from.Record.Listed;
        await writer.RemoveAsync(from, cancellation);
    }

    private async Task MoveStepsAsync(TraceId trace, LoadedRun from, LoadedRun to, CancellationToken cancellation)
    {
        var offset = to.Record.LastSequence;
        await writer.Session.ExecuteAsync(
            Command(
                $"""
                UPDATE payloads p SET run_no = $6, retention_class = $7, week = $8, sequence = p.sequence + $9
                FROM steps s
                WHERE p.tenant_id = $1 AND p.run_no = $2 AND p.retention_class = $3 AND p.week = $4 AND p.sequence = s.sequence AND {Moving}
                """),
            cancellation);

        await using (var update = Command(
            $"""
            UPDATE steps s SET run_no = $6, retention_class = $7, week = $8, sequence = s.sequence + $9
            WHERE {Moving} RETURNING {StepReader.Columns}
            """))
        {
            await using var reader = await update.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var moved = StepReader.Read(reader);
                to.Record.Totals.Add(moved.Step, moved.Late);
                to.Record.LastSequence = Math.Max(to.Record.LastSequence, moved.Sequence);
            }
        }

        foreach (var drop in (string[])
            [
                """
                DELETE FROM payloads p USING steps s
                WHERE p.tenant_id = $1 AND p.run_no = $2 AND p.retention_class = $3 AND p.week = $4 AND p.sequence = s.sequence
                  AND s.tenant_id = $1 AND s.run_no = $2 AND s.retention_class = $3 AND s.week = $4 AND s.origin = $5
                """,
                "DELETE FROM steps WHERE tenant_id = $1 AND run_no = $2 AND retention_class = $3 AND week = $4 AND origin = $5",
            ])
        {
            await writer.Session.ExecuteAsync(At(writer.Session.Command(drop), from.Place, trace), cancellation);
        }

        await SumAgainAsync(from, cancellation);

        NpgsqlCommand Command(string sql)
        {
            var command = At(writer.Session.Command(sql), from.Place, trace);
            command.Parameters.Add(Pg.Long(to.Place.RunNo));
            command.Parameters.Add(Pg.Small(to.Place.RetentionClass));
            command.Parameters.Add(Pg.Date(to.Place.Week));
            command.Parameters.Add(Pg.Long(offset));
            return command;
        }
    }

    private NpgsqlCommand At(NpgsqlCommand command, RunPlace place, TraceId trace)
    {
        command.Parameters.Add(Pg.Uuid(writer.Tenant.Value));
        command.Parameters.Add(Pg.Long(place.RunNo));
        command.Parameters.Add(Pg.Small(place.RetentionClass));
        command.Parameters.Add(Pg.Date(place.Week));
        command.Parameters.Add(Pg.Uuid(TraceKey.Of(trace)));
        return command;
    }

    private async Task SumAgainAsync(LoadedRun run, CancellationToken cancellation)
    {
        run.Record.Totals = new RunTotals();
        await using var command = writer.Session.Command(
            $"SELECT {StepReader.Columns} FROM steps s WHERE s.tenant_id = $1 AND s.run_no = $2 AND s.retention_class = $3 AND s.week = $4",
            Pg.Uuid(writer.Tenant.Value), Pg.Long(run.Place.RunNo), Pg.Small(run.Place.RetentionClass), Pg.Date(run.Place.Week));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var left = StepReader.Read(reader);
            run.Record.Totals.Add(left.Step, left.Late);
        }
    }

    private Task MoveLogsAsync(ProjectId project, TraceMove move, CancellationToken cancellation) => writer.Session.ExecuteAsync(
        writer.Session.Command(
            "UPDATE logs SET run_id = $4 WHERE tenant_id = $1 AND project_id = $2 AND trace_id = $3 AND NOT run_named",
            Pg.Uuid(writer.Tenant.Value), Pg.Text(project.Value), Pg.Uuid(TraceKey.Of(move.Trace)), Pg.Text(move.To.Value)),
        cancellation);
}
