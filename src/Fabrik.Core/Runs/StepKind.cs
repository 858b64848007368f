namespace Fabrik.Core.Runs;

/// <summary>What a step is. <see cref="Span"/> is telemetry that no agent dialect claims: evidence, kept out of the timeline's default view.</summary>
public enum StepKind
{
    Prompt,
    Model,
    Tool,
    Retrieval,
    Embedding,
    Agent,
    Chain,
    PolicyEval,
    ApprovalRequest,
    ApprovalDecision,
    TokenIssued,
    TokenConsumed,
    Fault,
    Error,
    Log,
    Custom,
    Span,
}
