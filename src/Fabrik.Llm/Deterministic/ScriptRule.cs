using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>When it applies and what is answered: text, tool calls, both, or a failure.</summary>
public sealed record ScriptRule
{
    [ConfigKey("All conditions that are set must hold; none always holds.")]
    public RuleCondition When { get; init; } = new();

    /// <summary>The text; <c>{{tool_result}}</c> and <c>{{user}}</c> are filled in.</summary>
    [ConfigKey("The text; {{tool_result}} and {{user}} are filled in.")]
    public string? Say { get; init; }

    [ConfigKey("Tools the model asks for.")]
    public IReadOnlyList<ScriptedCall> Call { get; init; } = [];

    [ConfigKey("An HTTP error in place of an answer.")]
    public ScriptedFailure? Fail { get; init; }

    /// <summary>Instead of the model's own.</summary>
    [ConfigKey("Instead of the model's own.", Min = 0, Max = 600)]
    public TimeSpan? TimeToFirstToken { get; init; }

    [ConfigKey("Instead of the model's own.", Min = 0.1, Max = 1000000)]
    public double? TokensPerSecond { get; init; }
}
