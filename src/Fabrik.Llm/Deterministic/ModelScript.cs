using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>What deterministic models say. Rules are tried in order; the first whose conditions all hold answers.</summary>
[ConfigKey("What deterministic models say: the file of `fabrik llm --script`.")]
public sealed record ModelScript
{
    /// <summary>Draws the pace; the words depend on the rules alone.</summary>
    [ConfigKey("Draws the pace; the words depend on the rules alone.", Min = 0)]
    public long Seed { get; init; }

    [ConfigKey("The models served.", NotEmpty = true)]
    public required IReadOnlyList<ScriptedModel> Models { get; init; }

    [ConfigKey("Tried in order; the first whose conditions all hold answers.")]
    public IReadOnlyList<ScriptRule> Rules { get; init; } = [];
}
