using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Core.Runs;

/// <summary>
/// One append-only event of a run, already redacted: a narrow row and, apart from it, a payload.
/// Two steps of one run with the same id are the same step if their bodies are equal, else a conflict.
/// </summary>
public sealed record Step
{
    /// <summary>Characters of input, output and error kept on the row for lists.</summary>
    public const int PreviewLength = 200;

    public required StepId Id { get; init; }

    public StepId? ParentId { get; init; }

    public required StepKind Kind { get; init; }

    public required string Name { get; init; }

    public required StepStatus Status { get; init; }

    public required UnixTime StartedAt { get; init; }

    /// <summary>Null while running, and for events without duration equal to <see cref="StartedAt"/>.</summary>
    public UnixTime? EndedAt { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    /// <summary>The model that answered, else the model asked for.</summary>
    public string? Model { get; init; }

    public string? RequestModel { get; init; }

    public string? Provider { get; init; }

    public string? Tool { get; init; }

    public string? ToolCallId { get; init; }

    public TokenUsage? Usage { get; init; }

    public StepCost? Cost { get; init; }

    public StepError? Error { get; init; }

    /// <summary>At most <see cref="PreviewLength"/> characters of plain text.</summary>
    public string? InputPreview { get; init; }

    public string? OutputPreview { get; init; }

    /// <summary>Null for steps that came over REST.</summary>
    public SpanFacts? Span { get; init; }

    /// <summary>Where it came from and by which rules: <c>rest</c>, or <c>otlp:openinference@2026-11</c>.</summary>
    public required string Provenance { get; init; }

    /// <summary>How many values redaction replaced.</summary>
    public int Redactions { get; init; }

    /// <summary>True when a limit cut the payload; the payload then says what was cut and its hash.</summary>
    public bool Truncated { get; init; }

    /// <summary>
    /// UTF-8 JSON object; all keys optional: <c>input</c>, <c>output</c>, <c>messages</c>, <c>tools</c>, <c>model_config</c>,
    /// <c>attributes</c>, <c>resource</c>, <c>scope</c>, <c>events</c>, <c>links</c>, <c>error</c>, <c>prompt</c>, <c>interrupts</c>. Empty for none.
    /// </summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
