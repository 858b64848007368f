using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// OpenTelemetry's GenAI conventions as they are now (github.com/open-telemetry/semantic-conventions-genai, status Development).
/// Input tokens contain the cached ones.
/// </summary>
internal static class GenAiDialect
{
    /// <summary>An event whose attributes are read as the span's own: where emitters put the contents they keep off the span.</summary>
    public const string DetailsEvent = "gen_ai.client.inference.operation.details";

    public static Dialect Entry { get; } = new()
    {
        Name = "genai",
        Markers = ["gen_ai."],
        Kinds = [new KindRule("gen_ai.operation.name", new Dictionary<string, StepKind>
        {
            ["chat"] = StepKind.Model,
            ["generate_content"] = StepKind.Model,
            ["text_completion"] = StepKind.Model,
            ["embeddings"] = StepKind.Embedding,
            ["retrieval"] = StepKind.Retrieval,
            ["create_agent"] = StepKind.Agent,
            ["invoke_agent"] = StepKind.Agent,
            ["invoke_workflow"] = StepKind.Chain,
            ["plan"] = StepKind.Chain,
            ["execute_tool"] = StepKind.Tool,
            ["search_memory"] = StepKind.Retrieval,
            ["create_memory"] = StepKind.Custom,
            ["update_memory"] = StepKind.Custom,
            ["upsert_memory"] = StepKind.Custom,
            ["delete_memory"] = StepKind.Custom,
            ["create_memory_store"] = StepKind.Custom,
            ["delete_memory_store"] = StepKind.Custom,
        })],
        LastKinds = [new KindRule("gen_ai.tool.name", StepKind.Tool), new KindRule("gen_ai.tool.call.id", StepKind.Tool)],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.RunName] = ["gen_ai.workflow.name"],
            [DialectField.Model] = ["gen_ai.response.model", "gen_ai.request.model"],
            [DialectField.RequestModel] = ["gen_ai.request.model"],
            [DialectField.Provider] = ["gen_ai.provider.name"],
            [DialectField.ToolName] = ["gen_ai.tool.name"],
            [DialectField.ToolCallId] = ["gen_ai.tool.call.id"],
            [DialectField.ToolArguments] = ["gen_ai.tool.call.arguments"],
            [DialectField.ToolResult] = ["gen_ai.tool.call.result"],
            [DialectField.ToolDefinitions] = ["gen_ai.tool.definitions"],
            [DialectField.SystemInstructions] = ["gen_ai.system_instructions"],
            [DialectField.InputMessages] = ["gen_ai.input.messages"],
            [DialectField.OutputMessages] = ["gen_ai.output.messages"],
            [DialectField.Session] = ["gen_ai.conversation.id"],
            [DialectField.Agent] = ["gen_ai.agent.name"],
            [DialectField.AgentVersion] = ["gen_ai.agent.version"],
            [DialectField.PromptName] = ["gen_ai.prompt.name"],
            [DialectField.PromptVersion] = ["gen_ai.prompt.version"],
            [DialectField.ReportedCost] = ["gen_ai.usage.cost"],
        },
        Usage =
        [
            new UsageRule
            {
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["gen_ai.usage.input_tokens"],
                    [UsageBucket.CacheRead] = ["gen_ai.usage.cache_read.input_tokens"],
                    [UsageBucket.CacheWrite] = ["gen_ai.usage.cache_creation.input_tokens"],
                    [UsageBucket.Output] = ["gen_ai.usage.output_tokens"],
                    [UsageBucket.Reasoning] = ["gen_ai.usage.reasoning.output_tokens"],
                    [UsageBucket.Total] = ["gen_ai.usage.total_tokens"],
                },
            },
        ],
        Parameters = new Dictionary<string, string>
        {
            ["gen_ai.request.temperature"] = "temperature",
            ["gen_ai.request.top_p"] = "top_p",
            ["gen_ai.request.top_k"] = "top_k",
            ["gen_ai.request.max_tokens"] = "max_tokens",
            ["gen_ai.request.frequency_penalty"] = "frequency_penalty",
            ["gen_ai.request.presence_penalty"] = "presence_penalty",
            ["gen_ai.request.seed"] = "seed",
            ["gen_ai.request.stop_sequences"] = "stop",
            ["gen_ai.request.choice.count"] = "n",
            ["gen_ai.request.stream"] = "stream",
            ["gen_ai.output.type"] = "output_type",
        },
        Families = new Dictionary<string, AttributeFamily> { ["gen_ai.request.headers."] = AttributeFamily.Dropped },
        Dropped = ["gen_ai.headers", "gen_ai.request.headers", "gen_ai.response.headers"],
    };
}
