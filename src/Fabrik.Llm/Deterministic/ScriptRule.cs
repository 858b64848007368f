namespace Fabrik.Llm.Deterministic;

/// <summary>When it applies and what is answered: text, tool calls, both, or a failure.</summary>
public sealed record ScriptRule
{
    public RuleCondition When { get; init; } = new();

    /// <summary>The text; <c>{{tool_result}}</c> and <c>{{user}}</c> are filled in.</summary>
    public string? Say { get; init; }

    public IReadOnlyList<ScriptedCall> Call { get; init; } = [];

    public ScriptedFailure? Fail { get; init; }

    /// <summary>Instead of the model's own.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    public double? TokensPerSecond { get; init; }
}
