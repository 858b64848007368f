using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>The columns of a step, in the one order in which they are read and written.</summary>
internal static class StepRow
{
    /// <summary>How many columns <see cref="Columns"/> names: a payload may follow.</summary>
    public const int Count = 39;

    private static readonly string[] Names =
    [
        "sequence", "late", "id", "parent", "kind", "name", "status", "started_at", "ended_at", "service", "agent", "env", "model", "request_model",
        "provider", "tool", "tool_call_id", "input", "cache_read", "cache_write", "output", "reasoning", "cost", "cost_unknown", "price_version",
        "cost_reported", "error_type", "error_message", "input_preview", "output_preview", "span_trace", "span_kind", "route", "db_system",
        "http_status", "foreign_run", "provenance", "redactions", "truncated",
    ];

    /// <summary>Of the table under the alias <c>s</c>.</summary>
    public static string Columns { get; } = string.Join(", ", Names.Select(c => $"s.{c}"));

    /// <summary>Run, project, digest and trace, then what <see cref="Bind"/> binds. Does nothing when the run has a step of that id.</summary>
    public static string Insert { get; } =
        $"INSERT INTO steps (run, project, digest, trace, {string.Join(", ", Names)}) "
        + $"VALUES ({string.Join(", ", Enumerable.Repeat("?", Names.Length + 4))}) ON CONFLICT (run, id) DO NOTHING";

    public static Statement Bind(Statement statement, Step step, long sequence, bool late)
    {
        statement
            .Bind(sequence)
            .Bind(late)
            .Bind(step.Id.Value)
            .Bind(step.ParentId?.Value)
            .Bind(WireName.Of(step.Kind))
            .Bind(step.Name)
            .Bind(WireName.Of(step.Status))
            .Bind(step.StartedAt.Nanoseconds)
            .Bind(step.EndedAt?.Nanoseconds)
            .Bind(step.Service)
            .Bind(step.Agent)
            .Bind(step.Env)
            .Bind(step.Model)
            .Bind(step.RequestModel)
            .Bind(step.Provider)
            .Bind(step.Tool)
            .Bind(step.ToolCallId)
            .Bind(step.Usage?.Input)
            .Bind(step.Usage?.CacheRead)
            .Bind(step.Usage?.CacheWrite)
            .Bind(step.Usage?.Output)
            .Bind(step.Usage?.Reasoning)
            .Bind(step.Cost?.Computed?.Pico)
            .Bind(step.Cost?.UnknownReason)
            .Bind(step.Cost?.PriceVersion)
            .Bind(step.Cost?.Reported?.Pico)
            .Bind(step.Error?.Type)
            .Bind(step.Error?.Message)
            .Bind(step.InputPreview)
            .Bind(step.OutputPreview);
        statement
            .Bind(step.Span?.Trace)
            .Bind((long?)step.Span?.Kind)
            .Bind(step.Span?.Route)
            .Bind(step.Span?.DbSystem)
            .Bind((long?)step.Span?.HttpStatus)
            .Bind(step.Span?.ForeignRunId);
        return statement.Bind(step.Provenance).Bind(step.Redactions).Bind(step.Truncated);
    }

    /// <summary>Reads <see cref="Columns"/> from the first column on, and the payload after them where one is asked for.</summary>
    public static StoredStep Read(Statement row, bool payload = false) => new(row.Long(0), row.Flag(1), new Step
    {
        Id = StepId.Parse(row.Text(2)),
        ParentId = row.TextOrNull(3) is { } parent ? StepId.Parse(parent) : null,
        Kind = WireName.Parse<StepKind>(row.Text(4)),
        Name = row.Text(5),
        Status = WireName.Parse<StepStatus>(row.Text(6)),
        StartedAt = UnixTime.FromNanoseconds(row.Long(7)),
        EndedAt = Columnar.Time(row, 8),
        Service = row.TextOrNull(9),
        Agent = row.TextOrNull(10),
        Env = row.TextOrNull(11),
        Model = row.TextOrNull(12),
        RequestModel = row.TextOrNull(13),
        Provider = row.TextOrNull(14),
        Tool = row.TextOrNull(15),
        ToolCallId = row.TextOrNull(16),
        Usage = row.IsNull(17) ? null : new TokenUsage(row.Long(17), row.Long(18), row.Long(19), row.Long(20), row.Long(21)),
        Cost = ReadCost(row),
        Error = Columnar.Error(row, 26),
        InputPreview = row.TextOrNull(28),
        OutputPreview = row.TextOrNull(29),
        Span = Columnar.Trace(row, 30) is { } trace ? ReadSpan(row, trace) : null,
        Provenance = row.Text(36),
        Redactions = (int)row.Long(37),
        Truncated = row.Flag(38),
        Payload = payload && !row.IsNull(Count) ? PayloadCodec.Decode(row.Blob(Count)) : default,
    });

    private static StepCost? ReadCost(Statement row) =>
        row.IsNull(22) && row.IsNull(23) && row.IsNull(24) && row.IsNull(25)
            ? null
            : new StepCost(Money(row, 22), row.TextOrNull(23), row.TextOrNull(24), Money(row, 25));

    private static Usd? Money(Statement row, int column) => row.LongOrNull(column) is { } pico ? new Usd(pico) : null;

    private static SpanFacts ReadSpan(Statement row, TraceId trace) => new()
    {
        Trace = trace,
        Kind = (SpanKind)row.Long(31),
        Route = row.TextOrNull(32),
        DbSystem = row.TextOrNull(33),
        HttpStatus = (int?)row.LongOrNull(34),
        ForeignRunId = row.TextOrNull(35),
    };
}
