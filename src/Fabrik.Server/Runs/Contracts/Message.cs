using System.ComponentModel;
using System.Text.Json;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>One message of a model call.</summary>
internal sealed record Message
{
    public required string Role { get; init; }

    [Description("Text, or a list of parts.")]
    public JsonElement? Content { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<MessageToolCall>? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }
}
