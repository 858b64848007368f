namespace Fabrik.Llm.Deterministic;

/// <summary>What deterministic models say. Rules are tried in order; the first whose conditions all hold answers.</summary>
public sealed record ModelScript
{
    /// <summary>Draws the pace; the words depend on the rules alone.</summary>
    public ulong Seed { get; init; }

    public required IReadOnlyList<ScriptedModel> Models { get; init; }

    public IReadOnlyList<ScriptRule> Rules { get; init; } = [];
}
