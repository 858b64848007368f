namespace Fabrik.Telemetry.Dialects;

/// <summary>What one attribute can tell about a step or its run.</summary>
internal enum DialectField
{
    RunName,
    StepName,

    /// <summary>The model that answered, else the one asked for.</summary>
    Model,
    RequestModel,
    Provider,
    ToolName,
    ToolCallId,
    ToolArguments,
    ToolResult,

    /// <summary>A list of definitions: JSON text, an array, or an array of JSON texts.</summary>
    ToolDefinitions,
    Input,
    Output,
    SystemInstructions,
    InputMessages,
    OutputMessages,

    /// <summary>The answer's plain text, where a dialect keeps it apart from its tool calls.</summary>
    AnswerText,
    AnswerToolCalls,

    /// <summary>An object of request parameters.</summary>
    ModelConfig,
    Session,
    User,
    Agent,
    AgentVersion,
    Env,
    Release,

    /// <summary>A list of labels: an array, JSON text or text separated by commas.</summary>
    Tags,

    /// <summary>Labels of the whole run, on whichever span they stand.</summary>
    RunTags,

    /// <summary>An object of the emitter's own facts about the step.</summary>
    Metadata,

    /// <summary>An object or scalars that describe the whole run, on whichever span they stand.</summary>
    RunMetadata,

    /// <summary>USD, as a number or an object with its total.</summary>
    ReportedCost,
    PromptName,
    PromptVersion,

    /// <summary>A severity whose value <c>ERROR</c> means the step failed.</summary>
    Level,
    StatusMessage,
    ErrorType,
}
