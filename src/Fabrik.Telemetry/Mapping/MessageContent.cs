using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The content of a message: text, or parts that may be text, reasoning, tool calls, tools' answers or media.</summary>
internal static class MessageContent
{
    public static void Read(JsonElement content, ChatMessage message, List<ChatMessage> messages)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String when content.GetString() is { Length: > 0 } text:
                message.Parts.Add(new ContentPart(ContentPart.TextType, text, null));
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray()) ReadPart(part, message, messages);
                break;
            case JsonValueKind.Object:
                ReadPart(content, message, messages);
                break;
            default:
                break;
        }
    }

    /// <summary>Any value as a part: text as text, the rest as it came.</summary>
    public static ContentPart Value(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? new ContentPart(ContentPart.TextType, value.GetString(), null)
        : new ContentPart("json", null, value);

    private static void ReadPart(JsonElement part, ChatMessage message, List<ChatMessage> messages)
    {
        if (part.ValueKind == JsonValueKind.String)
        {
            message.Parts.Add(Value(part));
            return;
        }

        if (part.ValueKind != JsonValueKind.Object) return;
        if (part.TryGetProperty("message_content", out var inner) && inner.ValueKind == JsonValueKind.Object) part = inner;
        switch (MessageShape.TextOf(part, "type"))
        {
            case "text" or "input_text" or "output_text" or null when Text(part) is { } text:
                message.Parts.Add(new ContentPart(ContentPart.TextType, text, null));
                break;
            case "reasoning" or "thinking" when Text(part) is { } text:
                message.Parts.Add(new ContentPart("reasoning", text, null));
                break;
            case "tool_call" or "tool-call" or "tool_use":
                MessageShape.AddCall(message, part);
                break;
            case "tool_call_response" or "tool-result" or "tool_result":
                AddAnswer(part, message, messages);
                break;
            case null when part.TryGetProperty("functionCall", out var call):
                MessageShape.AddCall(message, call);
                break;
            case null when part.TryGetProperty("functionResponse", out var answer):
                AddAnswer(answer, message, messages);
                break;
            default:
                message.Parts.Add(new ContentPart("json", null, part));
                break;
        }
    }

    private static string? Text(JsonElement part) =>
        MessageShape.TextOf(part, "text") ?? MessageShape.TextOf(part, "content") ?? MessageShape.TextOf(part, "thinking");

    private static void AddAnswer(JsonElement part, ChatMessage message, List<ChatMessage> messages)
    {
        var id = MessageShape.TextOf(part, "id") ?? MessageShape.TextOf(part, "toolCallId") ?? MessageShape.TextOf(part, "tool_use_id");
        var answer = new ChatMessage("tool") { ToolCallId = id, Name = MessageShape.TextOf(part, "toolName") ?? MessageShape.TextOf(part, "name") };
        foreach (var name in (ReadOnlySpan<string>)["response", "result", "output", "content"])
        {
            if (!part.TryGetProperty(name, out var value)) continue;
            // Vercel wraps: {"type":"json","value":…}.
            if (MessageShape.TextOf(value, "type") is not null && value.TryGetProperty("value", out var wrapped)) value = wrapped;
            answer.Parts.Add(Value(value));
            break;
        }

        messages.Add(answer);
    }
}
