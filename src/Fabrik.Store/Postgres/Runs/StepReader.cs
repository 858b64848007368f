using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Runs;
using Npgsql;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Reads steps back: <see cref="Columns"/> and <see cref="Read"/> go together, in order.</summary>
internal static class StepReader
{
    public const string Columns = """
        s.sequence, s.late, s.step_id, s.parent_id, s.kind, s.name, s.status, s.started_at, s.ended_at, s.service, s.agent, s.env,
        s.model, s.request_model, s.provider, s.tool, s.tool_call_id,
        s.tokens_input, s.tokens_cache_read, s.tokens_cache_write, s.tokens_output, s.tokens_reasoning,
        s.has_cost, s.cost_pico, s.cost_unknown_reason, s.price_version, s.reported_pico, s.error_type, s.error_message,
        s.input_preview, s.output_preview, s.trace_id, s.span_kind, s.route, s.db_system, s.http_status, s.foreign_run_id,
        s.provenance, s.redactions, s.truncated
        """;

    /// <summary>Where the payload is, when it is read too: the column after <see cref="Columns"/>.</summary>
    public const int PayloadColumn = 40;

    public static StoredStep Read(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetBoolean(1), ReadStep(r));

    public static StoredStep ReadWithPayload(NpgsqlDataReader r)
    {
        var stored = Read(r);
        return r.IsDBNull(PayloadColumn)
            ? stored
            : stored with { Step = stored.Step with { Payload = PayloadCodec.Decode(r.GetFieldValue<byte[]>(PayloadColumn)) } };
    }

    private static Step ReadStep(NpgsqlDataReader r) => new()
    {
        Id = StepId.Parse(r.GetString(2)),
        ParentId = Text(r, 3) is { } parent ? StepId.Parse(parent) : null,
        Kind = WireName.Parse<StepKind>(r.GetString(4)),
        Name = r.GetString(5),
        Status = WireName.Parse<StepStatus>(r.GetString(6)),
        StartedAt = UnixTime.FromNanoseconds(r.GetInt64(7)),
        EndedAt = Long(r, 8) is { } ended ? UnixTime.FromNanoseconds(ended) : null,
        Service = Text(r, 9),
        Agent = Text(r, 10),
        Env = Text(r, 11),
        Model = Text(r, 12),
        RequestModel = Text(r, 13),
        Provider = Text(r, 14),
        Tool = Text(r, 15),
        ToolCallId = Text(r, 16),
        Usage = r.IsDBNull(17) ? null : new TokenUsage(r.GetInt64(17), r.GetInt64(18), r.GetInt64(19), r.GetInt64(20), r.GetInt64(21)),
        Cost = r.GetBoolean(22) ? new StepCost(Money(r, 23), Text(r, 24), Text(r, 25), Money(r, 26)) : null,
        Error = r.IsDBNull(27) ? null : new StepError(r.GetString(27), r.GetString(28)),
        InputPreview = Text(r, 29),
        OutputPreview = Text(r, 30),
        Span = r.IsDBNull(31)
            ? null
            : new SpanFacts
            {
                Trace = TraceKey.Read(r.GetGuid(31)),
                Kind = (SpanKind)r.GetInt16(32),
                Route = Text(r, 33),
                DbSystem = Text(r, 34),
                HttpStatus = r.IsDBNull(35) ? null : r.GetInt32(35),
                ForeignRunId = Text(r, 36),
            },
        Provenance = r.GetString(37),
        Redactions = r.GetInt32(38),
        Truncated = r.GetBoolean(39),
    };

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static long? Long(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);

    private static Usd? Money(NpgsqlDataReader r, int column) => Long(r, column) is { } pico ? new Usd(pico) : null;
}
