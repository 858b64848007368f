namespace Fabrik.Llm.Deterministic;

/// <summary>An HTTP error in place of an answer.</summary>
public sealed record ScriptedFailure
{
    public required int Status { get; init; }

    public required string Message { get; init; }
}
