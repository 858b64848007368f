namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// The GenAI conventions up to semconv 1.36, which emitters still send by default: other names for the provider, the token
/// counts and the content. Messages came as span events, see <see cref="MessageEvents"/>.
/// </summary>
internal static class GenAiLegacyDialect
{
    /// <summary>The attribute of an event that holds its whole body.</summary>
    public const string EventBody = "gen_ai.event.content";

    /// <summary>Events that are messages: the role of a message that names none, and the attribute of its text.</summary>
    public static readonly IReadOnlyDictionary<string, (string Role, string Content)> MessageEvents = new Dictionary<string, (string, string)>
    {
        ["gen_ai.system.message"] = ("system", EventBody),
        ["gen_ai.user.message"] = ("user", EventBody),
        ["gen_ai.assistant.message"] = ("assistant", EventBody),
        ["gen_ai.tool.message"] = ("tool", EventBody),
        ["gen_ai.choice"] = ("assistant", EventBody),
        ["gen_ai.content.prompt"] = ("user", "gen_ai.prompt"),
        ["gen_ai.content.completion"] = ("assistant", "gen_ai.completion"),
    };

    public static readonly string[] AnswerEvents = ["gen_ai.choice", "gen_ai.content.completion"];

    public static Dialect Entry { get; } = new()
    {
        Name = "genai-1.36",
        Markers = ["gen_ai.system", "gen_ai.prompt", "gen_ai.completion", "gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens"],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.Provider] = ["gen_ai.system"],
            [DialectField.Input] = ["gen_ai.prompt"],
            [DialectField.Output] = ["gen_ai.completion"],
            [DialectField.AgentVersion] = ["gen_ai.agent.version"],
        },
        Usage =
        [
            new UsageRule
            {
                Keys = new Dictionary<UsageBucket, string[]>
                {
                    [UsageBucket.Input] = ["gen_ai.usage.prompt_tokens"],
                    [UsageBucket.Output] = ["gen_ai.usage.completion_tokens"],
                    [UsageBucket.CacheRead] = ["gen_ai.usage.details.cache_read_tokens", "gen_ai.usage.details.cache_read_input_tokens"],
                    [UsageBucket.CacheWrite] = ["gen_ai.usage.details.cache_write_tokens", "gen_ai.usage.details.cache_creation_input_tokens"],
                    [UsageBucket.Reasoning] = ["gen_ai.usage.details.reasoning_tokens"],
                },
            },
        ],
        Parameters = new Dictionary<string, string>
        {
            ["gen_ai.openai.request.seed"] = "seed",
            ["gen_ai.openai.request.response_format"] = "response_format",
            ["gen_ai.openai.request.service_tier"] = "service_tier",
        },
    };
}
