using Fabrik.Core.Text;
using Fabrik.Store.Postgres.Evidence;
using Column = Fabrik.Store.Postgres.UnnestColumn<Fabrik.Store.Postgres.Runs.NewStep>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Writes steps and, apart, their payloads.</summary>
internal static class StepInsert
{
    /// <summary>Leaves out steps whose ids their runs have already; returns <c>run_no, sequence</c> of those it wrote.</summary>
    public static UnnestInsert<NewStep> Steps { get; } = new(
        "steps",
        "ON CONFLICT DO NOTHING RETURNING run_no, sequence",
        Column.Count("run_no", s => s.Place.RunNo),
        Column.Text("step_id", s => s.Step.Id.Value),
        Column.Small("retention_class", s => s.Place.RetentionClass),
        Column.Date("week", s => s.Place.Week),
        Column.Text("project_id", s => s.Place.Project.Value),
        Column.Count("sequence", s => s.Sequence),
        Column.Bool("late", s => s.Late),
        Column.Bytes("digest", s => s.Digest),
        Column.Uuid("origin", s => s.Origin is { } origin ? TraceKey.Of(origin) : null),
        Column.Text("parent_id", s => s.Step.ParentId?.Value),
        Column.Text("kind", s => WireName.Of(s.Step.Kind)),
        Column.Text("name", s => s.Step.Name),
        Column.Text("status", s => WireName.Of(s.Step.Status)),
        Column.Count("started_at", s => s.Step.StartedAt.Nanoseconds),
        Column.Long("ended_at", s => s.Step.EndedAt?.Nanoseconds),
        Column.Text("service", s => s.Step.Service),
        Column.Text("agent", s => s.Step.Agent),
        Column.Text("env", s => s.Step.Env),
        Column.Text("model", s => s.Step.Model),
        Column.Text("request_model", s => s.Step.RequestModel),
        Column.Text("provider", s => s.Step.Provider),
        Column.Text("tool", s => s.Step.Tool),
        Column.Text("tool_call_id", s => s.Step.ToolCallId),
        Column.Long("tokens_input", s => s.Step.Usage?.Input),
        Column.Long("tokens_cache_read", s => s.Step.Usage?.CacheRead),
        Column.Long("tokens_cache_write", s => s.Step.Usage?.CacheWrite),
        Column.Long("tokens_output", s => s.Step.Usage?.Output),
        Column.Long("tokens_reasoning", s => s.Step.Usage?.Reasoning),
        Column.Bool("has_cost", s => s.Step.Cost is not null),
        Column.Long("cost_pico", s => s.Step.Cost?.Computed?.Pico),
        Column.Text("cost_unknown_reason", s => s.Step.Cost?.UnknownReason),
        Column.Text("price_version", s => s.Step.Cost?.PriceVersion),
        Column.Long("reported_pico", s => s.Step.Cost?.Reported?.Pico),
        Column.Text("error_type", s => s.Step.Error?.Type),
        Column.Text("error_message", s => s.Step.Error?.Message),
        Column.Text("input_preview", s => s.Step.InputPreview),
        Column.Text("output_preview", s => s.Step.OutputPreview),
        Column.Uuid("trace_id", s => s.Step.Span is { } span ? TraceKey.Of(span.Trace) : null),
        Column.Small("span_kind", s => (short?)s.Step.Span?.Kind),
        Column.Text("route", s => s.Step.Span?.Route),
        Column.Text("db_system", s => s.Step.Span?.DbSystem),
        Column.Int("http_status", s => s.Step.Span?.HttpStatus),
        Column.Text("foreign_run_id", s => s.Step.Span?.ForeignRunId),
        Column.Text("provenance", s => s.Step.Provenance),
        Column.Int("redactions", s => s.Step.Redactions),
        Column.Bool("truncated", s => s.Step.Truncated));

    public static UnnestInsert<NewStep> Payloads { get; } = new(
        "payloads",
        "",
        Column.Count("run_no", s => s.Place.RunNo),
        Column.Count("sequence", s => s.Sequence),
        Column.Small("retention_class", s => s.Place.RetentionClass),
        Column.Date("week", s => s.Place.Week),
        Column.Bytes("payload", s => s.Prepared.Payload));
}
