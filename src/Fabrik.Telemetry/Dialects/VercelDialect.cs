using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// The Vercel AI SDK's <c>ai.*</c> attributes (versions 4 to 6). The outer spans repeat the usage of the calls they hold,
/// so only the <c>do…</c> spans are model calls.
/// </summary>
internal static class VercelDialect
{
    public static Dialect Entry { get; } = new()
    {
        Name = "vercel-ai",
        Markers = ["ai.operationId"],
        Kinds = [new KindRule("ai.operationId", new Dictionary<string, StepKind>
        {
            ["ai.generateText"] = StepKind.Chain,
            ["ai.streamText"] = StepKind.Chain,
            ["ai.generateObject"] = StepKind.Chain,
            ["ai.streamObject"] = StepKind.Chain,
            ["ai.embed"] = StepKind.Chain,
            ["ai.embedMany"] = StepKind.Chain,
            ["ai.rerank"] = StepKind.Chain,
            ["ai.generateText.doGenerate"] = StepKind.Model,
            ["ai.streamText.doStream"] = StepKind.Model,
            ["ai.generateObject.doGenerate"] = StepKind.Model,
            ["ai.streamObject.doStream"] = StepKind.Model,
            ["ai.embed.doEmbed"] = StepKind.Embedding,
            ["ai.embedMany.doEmbed"] = StepKind.Embedding,
            ["ai.rerank.doRerank"] = StepKind.Retrieval,
            ["ai.toolCall"] = StepKind.Tool,
        })],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.RunName] = ["ai.telemetry.functionId"],
            [DialectField.Model] = ["ai.response.model", "ai.model.id"],
            [DialectField.RequestModel] = ["ai.model.id"],
            [DialectField.Provider] = ["ai.model.provider"],
            [DialectField.ToolName] = ["ai.toolCall.name"],
            [DialectField.ToolCallId] = ["ai.toolCall.id"],
            [DialectField.ToolArguments] = ["ai.toolCall.args"],
            [DialectField.ToolResult] = ["ai.toolCall.result"],
            [DialectField.ToolDefinitions] = ["ai.prompt.tools"],
            [DialectField.InputMessages] = ["ai.prompt.messages"],
            [DialectField.Input] = ["ai.prompt", "ai.value", "ai.values"],
            [DialectField.AnswerText] = ["ai.response.text", "ai.response.object"],
            [DialectField.AnswerToolCalls] = ["ai.response.toolCalls"],
            [DialectField.Session] = ["ai.telemetry.metadata.sessionId"],
            [DialectField.User] = ["ai.telemetry.metadata.userId"],
        },
        Usage =
        [
            new UsageRule
            {
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens"],
                    [UsageBucket.CacheRead] = ["ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens"],
                    [UsageBucket.CacheWrite] = ["ai.usage.inputTokenDetails.cacheWriteTokens"],
                    [UsageBucket.Output] = ["ai.usage.outputTokens", "ai.usage.completionTokens"],
                    [UsageBucket.Reasoning] = ["ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens"],
                    [UsageBucket.Total] = ["ai.usage.totalTokens"],
                },
            },
        ],
        Parameters = new Dictionary<string, string>
        {
            ["ai.settings.temperature"] = "temperature",
            ["ai.settings.topP"] = "top_p",
            ["ai.settings.topK"] = "top_k",
            ["ai.settings.maxOutputTokens"] = "max_tokens",
            ["ai.settings.maxTokens"] = "max_tokens",
            ["ai.settings.frequencyPenalty"] = "frequency_penalty",
            ["ai.settings.presencePenalty"] = "presence_penalty",
            ["ai.settings.seed"] = "seed",
            ["ai.settings.stopSequences"] = "stop",
            ["ai.settings.maxRetries"] = "max_retries",
            ["ai.prompt.toolChoice"] = "tool_choice",
        },
        Families = new Dictionary<string, AttributeFamily>
        {
            ["ai.telemetry.metadata."] = AttributeFamily.Metadata,
            ["ai.request.headers."] = AttributeFamily.Dropped,
        },
    };
}
