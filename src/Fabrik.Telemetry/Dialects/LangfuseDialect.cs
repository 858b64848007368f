using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// Langfuse's SDKs over OTLP (github.com/langfuse/langfuse). Its usage types are summed, so they are disjoint; the names of
/// OpenAI's own answer, which it accepts too, are inclusive.
/// </summary>
internal static class LangfuseDialect
{
    private const string UsageDetails = "langfuse.observation.usage_details";

    public static Dialect Entry { get; } = new()
    {
        Name = "langfuse",
        Markers = ["langfuse."],
        Kinds = [new KindRule("langfuse.observation.type", new Dictionary<string, StepKind>
        {
            ["generation"] = StepKind.Model,
            ["embedding"] = StepKind.Embedding,
            ["agent"] = StepKind.Agent,
            ["tool"] = StepKind.Tool,
            ["chain"] = StepKind.Chain,
            ["retriever"] = StepKind.Retrieval,
            ["event"] = StepKind.Custom,
            ["guardrail"] = StepKind.Custom,
            ["evaluator"] = StepKind.Custom,
        })],
        // "span" is its word for "nothing in particular": any other dialect's word says more.
        LastKinds = [new KindRule("langfuse.observation.type", new Dictionary<string, StepKind> { ["span"] = StepKind.Chain })],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.RunName] = ["langfuse.trace.name"],
            [DialectField.Model] = ["langfuse.observation.model.name"],
            [DialectField.RequestModel] = ["langfuse.observation.model.name"],
            [DialectField.Input] = ["langfuse.observation.input", "langfuse.trace.input"],
            [DialectField.Output] = ["langfuse.observation.output", "langfuse.trace.output"],
            [DialectField.ModelConfig] = ["langfuse.observation.model.parameters"],
            [DialectField.Session] = ["langfuse.session.id"],
            [DialectField.User] = ["langfuse.user.id"],
            [DialectField.AgentVersion] = ["langfuse.version"],
            [DialectField.Env] = ["langfuse.environment"],
            [DialectField.Release] = ["langfuse.release"],
            [DialectField.RunTags] = ["langfuse.trace.tags"],
            [DialectField.Metadata] = ["langfuse.observation.metadata"],
            [DialectField.RunMetadata] = ["langfuse.trace.metadata"],
            [DialectField.ReportedCost] = ["langfuse.observation.cost_details"],
            [DialectField.PromptName] = ["langfuse.observation.prompt.name"],
            [DialectField.PromptVersion] = ["langfuse.observation.prompt.version"],
            [DialectField.Level] = ["langfuse.observation.level"],
            [DialectField.StatusMessage] = ["langfuse.observation.status_message"],
        },
        Usage =
        [
            new UsageRule
            {
                Object = UsageDetails,
                Inclusive = false,
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["input"],
                    [UsageBucket.CacheRead] = ["input_cached_tokens", "input_cache_read", "cache_read_input_tokens"],
                    [UsageBucket.CacheWrite] = ["input_cache_creation", "cache_creation_input_tokens"],
                    [UsageBucket.Output] = ["output"],
                    [UsageBucket.Reasoning] = ["output_reasoning_tokens", "output_reasoning"],
                    [UsageBucket.Total] = ["total"],
                },
            },
            new UsageRule
            {
                Object = UsageDetails,
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["prompt_tokens"],
                    [UsageBucket.CacheRead] = ["prompt_tokens_details.cached_tokens"],
                    [UsageBucket.Output] = ["completion_tokens"],
                    [UsageBucket.Reasoning] = ["completion_tokens_details.reasoning_tokens"],
                    [UsageBucket.Total] = ["total_tokens"],
                },
            },
        ],
        Families = new Dictionary<string, AttributeFamily>
        {
            ["langfuse.observation.metadata."] = AttributeFamily.Metadata,
            ["langfuse.trace.metadata."] = AttributeFamily.RunMetadata,
        },
    };
}
