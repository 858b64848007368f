using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// Reads messages out of the JSON shapes in use: chat-completions messages and choices, the GenAI conventions' parts, LangChain's
/// serialised messages and generations, Vercel's and Anthropic's content blocks, Gemini's parts, OpenAI's response items.
/// What is not recognised as messages is left alone: the answer is then false and nothing was added.
/// </summary>
internal static class MessageReader
{
    private const int MaxDepth = 6;

    // Wrappers around lists of messages, in requests and in answers.
    private static readonly string[] Lists = ["messages", "choices", "generations", "candidates", "contents", "output"];

    /// <param name="role">The role of a message that names none.</param>
    public static bool TryRead(JsonElement json, string role, List<ChatMessage> messages)
    {
        var start = messages.Count;
        if (Read(json, role, messages, 0) && messages.Count > start) return true;
        messages.RemoveRange(start, messages.Count - start);
        return false;
    }

    /// <summary>True when the value is nothing but messages, so that keeping it beside them would say everything twice.</summary>
    public static bool IsOnlyMessages(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().All(IsOnlyMessages),
        JsonValueKind.Object when json.TryGetProperty("messages", out var list) =>
            IsOnlyMessages(list) && json.EnumerateObject().All(p => p.Name is "messages" or "system" or "prompt"),
        JsonValueKind.Object => json.EnumerateObject().All(p => p.Name is "role" or "content" or "parts" or "name" or "tool_calls" or "tool_call_id"),
        _ => false,
    };

    private static bool Read(JsonElement json, string role, List<ChatMessage> messages, int depth)
    {
        if (depth > MaxDepth) return false;
        return json.ValueKind switch
        {
            JsonValueKind.Array => ReadList(json, role, messages, depth),
            JsonValueKind.Object => ReadObject(json, role, messages, depth),
            _ => false,
        };
    }

    private static bool ReadList(JsonElement list, string role, List<ChatMessage> messages, int depth)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (!Read(item, role, messages, depth + 1)) return false;
        }

        return list.GetArrayLength() > 0;
    }

    private static bool ReadObject(JsonElement json, string role, List<ChatMessage> messages, int depth)
    {
        if (MessageShape.IsMessage(json))
        {
            MessageShape.Read(json, role, messages);
            return true;
        }

        var found = false;
        foreach (var name in (ReadOnlySpan<string>)["system", "prompt"])
        {
            if (!json.TryGetProperty(name, out var text) || text.ValueKind != JsonValueKind.String) continue;
            messages.Add(new ChatMessage(name == "system" ? "system" : "user") { Parts = { new ContentPart(ContentPart.TextType, text.GetString(), null) } });
            found = name == "prompt" || found;
        }

        foreach (var name in Lists)
        {
            if (json.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                return Read(list, role, messages, depth + 1);
        }

        // A choice, a generation, a candidate: one message and facts about it.
        foreach (var name in (ReadOnlySpan<string>)["message", "content"])
        {
            if (json.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object) return Read(inner, role, messages, depth + 1);
        }

        if (depth > 0 && json.TryGetProperty("text", out var completion) && completion.ValueKind == JsonValueKind.String)
        {
            messages.Add(new ChatMessage(role) { Parts = { new ContentPart(ContentPart.TextType, completion.GetString(), null) } });
            return true;
        }

        return found;
    }
}
