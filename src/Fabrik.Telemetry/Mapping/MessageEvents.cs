using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// Messages that came as span events (GenAI conventions up to semconv 1.36): <c>gen_ai.user.message</c> and its like,
/// <c>gen_ai.choice</c>, and the older <c>gen_ai.content.prompt</c> and <c>gen_ai.content.completion</c>.
/// </summary>
internal static class MessageEvents
{
    /// <summary>Adds the event's messages; false when the event is no message and stays an event.</summary>
    public static bool TryRead(SpanEvent spanEvent, ParsedJson parsed, List<ChatMessage> messages)
    {
        if (!GenAiLegacyDialect.MessageEvents.TryGetValue(spanEvent.Name, out var known)) return false;
        var (role, content) = known;
        if (spanEvent.Attributes.Text(content) is { } text)
        {
            if (parsed.TryParse(text) is { } json && MessageReader.TryRead(json, role, messages)) return true;
            if (content != GenAiLegacyDialect.EventBody || parsed.TryParse(text) is null)
            {
                messages.Add(new ChatMessage(role) { Parts = { new ContentPart(ContentPart.TextType, text, null) } });
                return true;
            }
        }

        return TryReadAttributes(spanEvent, role, parsed, messages);
    }

    private static bool TryReadAttributes(SpanEvent spanEvent, string role, ParsedJson parsed, List<ChatMessage> messages)
    {
        var tree = new FlatTree();
        if (!spanEvent.Attributes.Has("role")) tree.Add("role", AttributeValue.From(role));
        foreach (var (key, value) in spanEvent.Attributes)
        {
            tree.Add(key == "id" && role == "tool" ? "tool_call_id" : key, value);
        }

        if (tree.ToJson(parsed, parseText: true) is not { } json) return false;
        if (json.TryGetProperty("message", out var inner) && MessageReader.TryRead(inner, role, messages)) return true;
        return MessageReader.TryRead(json, role, messages);
    }
}
