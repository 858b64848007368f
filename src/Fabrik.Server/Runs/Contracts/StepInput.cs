using System.ComponentModel;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record StepInput
{
    [Description("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}, unique in its run. The same step sent twice is one step.")]
    public required string StepId { get; init; }

    public string? ParentId { get; init; }

    public required StepKind Kind { get; init; }

    public required string Name { get; init; }

    [Description("ok, where it is absent.")]
    public StepStatus? Status { get; init; }

    public required UnixTime StartedAt { get; init; }

    [Description("Absent for a step that runs, or that has no duration.")]
    public UnixTime? EndedAt { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    public string? Model { get; init; }

    public string? RequestModel { get; init; }

    public string? Provider { get; init; }

    public string? Tool { get; init; }

    public string? ToolCallId { get; init; }

    public UsageInput? Usage { get; init; }

    [Description("Decimal USD, such as 0.0012.")]
    public string? ReportedCost { get; init; }

    public ErrorInput? Error { get; init; }

    public JsonElement? Input { get; init; }

    public JsonElement? Output { get; init; }

    public IReadOnlyList<Message>? Messages { get; init; }

    public IReadOnlyList<JsonElement>? Tools { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? ModelConfig { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    public IReadOnlyList<PayloadEvent>? Events { get; init; }
}
