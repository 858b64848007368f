using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>OpenInference (github.com/Arize-ai/openinference, semantic_conventions.md): flattened messages, prompt tokens contain the cached ones.</summary>
internal static class OpenInferenceDialect
{
    public static Dialect Entry { get; } = new()
    {
        Name = "openinference",
        Markers = ["openinference."],
        Kinds = [new KindRule("openinference.span.kind", new Dictionary<string, StepKind>
        {
            ["LLM"] = StepKind.Model,
            ["EMBEDDING"] = StepKind.Embedding,
            ["CHAIN"] = StepKind.Chain,
            ["RETRIEVER"] = StepKind.Retrieval,
            ["RERANKER"] = StepKind.Retrieval,
            ["TOOL"] = StepKind.Tool,
            ["AGENT"] = StepKind.Agent,
            ["PROMPT"] = StepKind.Prompt,
            ["GUARDRAIL"] = StepKind.Custom,
            ["EVALUATOR"] = StepKind.Custom,
        })],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.Model] = ["llm.response.model_name", "llm.model_name", "embedding.model_name", "reranker.model_name", "llm.request.model_name"],
            [DialectField.RequestModel] = ["llm.request.model_name", "llm.model_name", "embedding.model_name", "reranker.model_name"],
            [DialectField.Provider] = ["llm.provider", "llm.system"],
            [DialectField.ToolName] = ["tool.name"],
            [DialectField.ToolCallId] = ["tool.id", "tool_call.id"],
            [DialectField.ToolArguments] = ["tool_call.function.arguments"],
            [DialectField.ToolDefinitions] = ["llm.tools"],
            [DialectField.Input] = ["input.value"],
            [DialectField.Output] = ["output.value"],
            [DialectField.ModelConfig] = ["llm.invocation_parameters"],
            [DialectField.Session] = ["session.id"],
            [DialectField.User] = ["user.id", "enduser.id"],
            [DialectField.Agent] = ["agent.name"],
            [DialectField.Tags] = ["tag.tags"],
            [DialectField.Metadata] = ["metadata"],
            [DialectField.ReportedCost] = ["llm.cost.total"],
            [DialectField.PromptName] = ["llm.prompt_template.name", "prompt.id"],
            [DialectField.PromptVersion] = ["llm.prompt_template.version"],
        },
        Usage =
        [
            new UsageRule
            {
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["llm.token_count.prompt"],
                    [UsageBucket.CacheRead] = ["llm.token_count.prompt_details.cache_read"],
                    [UsageBucket.CacheWrite] = ["llm.token_count.prompt_details.cache_write"],
                    [UsageBucket.Output] = ["llm.token_count.completion"],
                    [UsageBucket.Reasoning] = ["llm.token_count.completion_details.reasoning"],
                    [UsageBucket.Total] = ["llm.token_count.total"],
                },
            },
        ],
        Families = new Dictionary<string, AttributeFamily>
        {
            ["llm.input_messages."] = AttributeFamily.Sent,
            ["llm.output_messages."] = AttributeFamily.Answered,
            ["llm.tools."] = AttributeFamily.Tools,
        },
    };
}
