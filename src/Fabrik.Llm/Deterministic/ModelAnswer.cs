namespace Fabrik.Llm.Deterministic;

/// <summary>What the model says and how fast: a function of the script and the conversation alone.</summary>
public sealed record ModelAnswer
{
    /// <summary>The text in the pieces in which it is streamed; empty when only tools are called.</summary>
    public required IReadOnlyList<string> Pieces { get; init; }

    public required IReadOnlyList<ToolRequest> ToolCalls { get; init; }

    /// <summary>Estimated: a token every four UTF-8 bytes, rounded up a message.</summary>
    public required int PromptTokens { get; init; }

    public required int CompletionTokens { get; init; }

    /// <summary>True when the caller's token limit cut the text.</summary>
    public bool Cut { get; init; }

    public required TimeSpan TimeToFirstToken { get; init; }

    /// <summary>The wait before each piece after the first.</summary>
    public required IReadOnlyList<TimeSpan> Waits { get; init; }

    /// <summary>Set when the script fails this call; nothing else counts then.</summary>
    public ScriptedFailure? Failure { get; init; }

    public string Text => string.Concat(Pieces);
}
