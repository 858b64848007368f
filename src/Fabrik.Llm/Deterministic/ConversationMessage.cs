namespace Fabrik.Llm.Deterministic;

/// <summary>One message of a chat, whichever wire format it came in.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">Plain text; parts are joined.</param>
/// <param name="ToolCalls">What an assistant message asked for.</param>
/// <param name="Tool">The tool a tool message answers for; null when the format does not say.</param>
public sealed record ConversationMessage(string Role, string Content, IReadOnlyList<ToolRequest> ToolCalls, string? Tool);
