using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>An HTTP error in place of an answer.</summary>
public sealed record ScriptedFailure
{
    [ConfigKey("HTTP status.", Min = 400, Max = 599)]
    public required int Status { get; init; }

    [ConfigKey("What the error says.")]
    public required string Message { get; init; }
}
