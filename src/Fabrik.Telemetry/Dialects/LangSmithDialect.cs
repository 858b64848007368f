using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// LangSmith's SDK in its OpenTelemetry mode (github.com/langchain-ai/langsmith-sdk). It names retrievers
/// <c>embeddings</c> and prompts <c>chat</c> in GenAI words, so for those its own run type is asked first.
/// </summary>
internal static class LangSmithDialect
{
    private const string RunType = "langsmith.span.kind";

    public static Dialect Entry { get; } = new()
    {
        Name = "langsmith",
        Markers = ["langsmith."],
        ExactKinds = [new KindRule(RunType, new Dictionary<string, StepKind>
        {
            ["retriever"] = StepKind.Retrieval,
            ["prompt"] = StepKind.Prompt,
        })],
        Kinds = [new KindRule(RunType, new Dictionary<string, StepKind>
        {
            ["llm"] = StepKind.Model,
            ["chain"] = StepKind.Chain,
            ["tool"] = StepKind.Tool,
            ["embedding"] = StepKind.Embedding,
            ["parser"] = StepKind.Chain,
        })],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.StepName] = ["langsmith.trace.name"],
            [DialectField.Model] = ["langsmith.metadata.ls_model_name"],
            [DialectField.RequestModel] = ["langsmith.metadata.ls_model_name"],
            [DialectField.Provider] = ["langsmith.metadata.ls_provider"],
            [DialectField.Session] = ["langsmith.metadata.session_id", "langsmith.metadata.conversation_id", "langsmith.metadata.thread_id"],
            [DialectField.User] = ["langsmith.metadata.user_id"],
            [DialectField.Tags] = ["langsmith.span.tags"],
        },
        Usage =
        [
            new UsageRule
            {
                Object = "langsmith.usage_metadata",
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["input_tokens"],
                    [UsageBucket.CacheRead] = ["input_token_details.cache_read"],
                    [UsageBucket.CacheWrite] = ["input_token_details.cache_creation"],
                    [UsageBucket.Output] = ["output_tokens"],
                    [UsageBucket.Reasoning] = ["output_token_details.reasoning"],
                    [UsageBucket.Total] = ["total_tokens"],
                },
            },
        ],
        Families = new Dictionary<string, AttributeFamily> { ["langsmith.metadata."] = AttributeFamily.Metadata },
        Dropped = ["langsmith.request.headers"],
    };
}
