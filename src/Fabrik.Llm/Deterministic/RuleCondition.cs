using Fabrik.Core.Config;

namespace Fabrik.Llm.Deterministic;

/// <summary>All that are set must hold.</summary>
public sealed record RuleCondition
{
    /// <summary>A substring of the last user message, case ignored.</summary>
    [ConfigKey("A substring of the last user message, case ignored.")]
    public string? User { get; init; }

    /// <summary>The tool whose result came last after that message; <c>none</c> for no result yet.</summary>
    [ConfigKey("The tool whose result came last after it; `none` for no result yet.")]
    public string? LastTool { get; init; }

    internal bool Holds(IReadOnlyList<ConversationMessage> conversation)
    {
        var asked = conversation.Index().LastOrDefault(m => m.Item.Role == "user");
        if (User is not null && asked.Item?.Content.Contains(User, StringComparison.OrdinalIgnoreCase) != true) return false;
        if (LastTool is null) return true;
        var tool = conversation.Skip(asked.Index).LastOrDefault(m => m.Role == "tool")?.Tool ?? "none";
        return tool == LastTool;
    }
}
