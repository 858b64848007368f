using System.ComponentModel;
using System.Text.Json.Serialization;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>A step as the API shows it.</summary>
internal sealed record StepView
{
    [Description("Order of arrival in the run, from 1, with gaps.")]
    public required long Sequence { get; init; }

    public required string StepId { get; init; }

    public required string? ParentId { get; init; }

    public required StepKind Kind { get; init; }

    public required string Name { get; init; }

    public required StepStatus Status { get; init; }

    public required UnixTime StartedAt { get; init; }

    public required UnixTime? EndedAt { get; init; }

    public required double? DurationMs { get; init; }

    [Description("It arrived after an end of the run was seen.")]
    public required bool Late { get; init; }

    public required string? Service { get; init; }

    public required string? Agent { get; init; }

    public required string? Env { get; init; }

    public required string? Model { get; init; }

    public required string? RequestModel { get; init; }

    public required string? Provider { get; init; }

    public required string? Tool { get; init; }

    public required string? ToolCallId { get; init; }

    public required TokenUsageView? Usage { get; init; }

    public required CostView? Cost { get; init; }

    public required ErrorView? Error { get; init; }

    public required string? InputPreview { get; init; }

    public required string? OutputPreview { get; init; }

    public required string? TraceId { get; init; }

    public required SpanKind? SpanKind { get; init; }

    public required string? Route { get; init; }

    public required string? DbSystem { get; init; }

    public required int? HttpStatus { get; init; }

    [Description("Where it came from and by which rules.")]
    public required string Provenance { get; init; }

    [Description("How many values redaction replaced.")]
    public required int Redactions { get; init; }

    [Description("A limit cut the payload, which says where.")]
    public required bool Truncated { get; init; }

    [Description("Only in the answer for one step and in exports.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PayloadJson? Payload { get; init; }

    public static StepView Of(StoredStep stored, bool withPayload = false)
    {
        var (sequence, late, step) = stored;
        return new StepView
        {
            Sequence = sequence,
            StepId = step.Id.Value,
            ParentId = step.ParentId?.Value,
            Kind = step.Kind,
            Name = step.Name,
            Status = step.Status,
            StartedAt = step.StartedAt,
            EndedAt = step.EndedAt,
            DurationMs = step.EndedAt?.MillisecondsSince(step.StartedAt),
            Late = late,
            Service = step.Service,
            Agent = step.Agent,
            Env = step.Env,
            Model = step.Model,
            RequestModel = step.RequestModel,
            Provider = step.Provider,
            Tool = step.Tool,
            ToolCallId = step.ToolCallId,
            Usage = step.Usage is { } usage ? TokenUsageView.Of(usage) : null,
            Cost = CostView.Of(step.Cost),
            Error = ErrorView.Of(step.Error),
            InputPreview = step.InputPreview,
            OutputPreview = step.OutputPreview,
            TraceId = step.Span?.Trace.ToString(),
            SpanKind = step.Span?.Kind,
            Route = step.Span?.Route,
            DbSystem = step.Span?.DbSystem,
            HttpStatus = step.Span?.HttpStatus,
            Provenance = step.Provenance,
            Redactions = step.Redactions,
            Truncated = step.Truncated,
            Payload = withPayload ? new PayloadJson(step.Payload) : null,
        };
    }
}
