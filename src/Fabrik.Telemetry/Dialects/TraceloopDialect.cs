using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>OpenLLMetry (github.com/traceloop/openllmetry), with the flattened prompts and the underscore token names of its older releases.</summary>
internal static class TraceloopDialect
{
    public static Dialect Entry { get; } = new()
    {
        Name = "traceloop",
        QuotesScalars = true,
        Markers = ["traceloop.", "llm.request.type", "gen_ai.prompt.0.", "gen_ai.completion.0."],
        Kinds =
        [
            new KindRule("traceloop.span.kind", new Dictionary<string, StepKind>
            {
                ["workflow"] = StepKind.Chain,
                ["task"] = StepKind.Chain,
                ["agent"] = StepKind.Agent,
                ["tool"] = StepKind.Tool,
            }),
            new KindRule("llm.request.type", new Dictionary<string, StepKind>
            {
                ["chat"] = StepKind.Model,
                ["completion"] = StepKind.Model,
                ["embedding"] = StepKind.Embedding,
                ["rerank"] = StepKind.Retrieval,
            }),
        ],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.RunName] = ["traceloop.workflow.name"],
            [DialectField.ToolName] = ["traceloop.entity.name"],
            [DialectField.Input] = ["traceloop.entity.input"],
            [DialectField.Output] = ["traceloop.entity.output"],
            [DialectField.AgentVersion] = ["traceloop.entity.version"],
            [DialectField.Session] = ["traceloop.association.properties.session_id"],
            [DialectField.User] = ["traceloop.association.properties.user_id"],
            [DialectField.PromptName] = ["traceloop.prompt.key"],
            [DialectField.PromptVersion] = ["traceloop.prompt.version"],
        },
        Usage =
        [
            new UsageRule
            {
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.CacheRead] = ["gen_ai.usage.cache_read_input_tokens"],
                    [UsageBucket.CacheWrite] = ["gen_ai.usage.cache_creation_input_tokens"],
                    [UsageBucket.Reasoning] = ["gen_ai.usage.reasoning_tokens"],
                    [UsageBucket.Total] = ["llm.usage.total_tokens"],
                },
            },
        ],
        Parameters = new Dictionary<string, string>
        {
            ["llm.top_k"] = "top_k",
            ["llm.frequency_penalty"] = "frequency_penalty",
            ["llm.presence_penalty"] = "presence_penalty",
            ["llm.chat.stop_sequences"] = "stop",
            ["llm.is_streaming"] = "stream",
        },
        Families = new Dictionary<string, AttributeFamily>
        {
            ["gen_ai.prompt."] = AttributeFamily.Sent,
            ["gen_ai.completion."] = AttributeFamily.Answered,
            ["gen_ai.input.messages."] = AttributeFamily.Sent,
            ["llm.request.functions."] = AttributeFamily.Tools,
            ["traceloop.association.properties."] = AttributeFamily.Metadata,
        },
        Dropped = ["llm.headers"],
    };
}
