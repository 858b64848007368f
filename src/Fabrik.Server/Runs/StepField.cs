namespace Fabrik.Server.Runs;

/// <summary>The keys of a step in a request, in the order of <see cref="StepFields"/>.</summary>
internal enum StepField
{
    None,
    StepId,
    ParentId,
    Kind,
    Name,
    Status,
    StartedAt,
    EndedAt,
    Service,
    Agent,
    Env,
    Model,
    RequestModel,
    Provider,
    Tool,
    ToolCallId,
    Usage,
    ReportedCost,
    Error,
    Input,
    Output,
    Messages,
    Tools,
    ModelConfig,
    Attributes,
    Events,
}
