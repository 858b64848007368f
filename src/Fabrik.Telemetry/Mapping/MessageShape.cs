using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>One JSON object that is a message, in whichever of the known shapes.</summary>
internal static class MessageShape
{
    private static readonly string[] Contents = ["content", "parts", "tool_calls", "contents", "function_call"];

    public static bool IsMessage(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return false;
        if (IsLangChain(json, out _)) return true;
        if (Has(json, "role") && Contents.Any(name => Has(json, name))) return true;
        return TextOf(json, "type") is "human" or "ai" or "system" or "tool" or "function_call" or "function_call_output"
            && (Has(json, "content") || Has(json, "data") || Has(json, "call_id"));
    }

    /// <summary>Adds the message; a message that carries several tools' answers becomes one message each.</summary>
    public static void Read(JsonElement json, string defaultRole, List<ChatMessage> messages)
    {
        var role = TextOf(json, "role") ?? TextOf(json, "type");
        var body = json;
        if (IsLangChain(json, out var kind))
        {
            role = kind;
            body = json.GetProperty("kwargs");
        }
        else if (json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
        {
            body = data;
        }

        role = Role(role) ?? defaultRole;
        if (role is "function_call" or "function_call_output")
        {
            messages.Add(ResponseItem(json, role));
            return;
        }

        var message = new ChatMessage(role) { Name = TextOf(body, "name"), ToolCallId = TextOf(body, "tool_call_id") ?? TextOf(body, "toolCallId") };
        messages.Add(message);
        foreach (var name in (ReadOnlySpan<string>)["content", "parts", "contents"])
        {
            if (body.TryGetProperty(name, out var content)) MessageContent.Read(content, message, messages);
        }

        if (body.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array)
        {
            foreach (var call in calls.EnumerateArray()) AddCall(message, call);
        }
        else if (body.TryGetProperty("function_call", out var call) && call.ValueKind == JsonValueKind.Object)
        {
            AddCall(message, call);
        }

        // A message that held nothing but tools' answers is those answers.
        if (message.Parts.Count == 0 && message.ToolCalls.Count == 0 && messages[^1] != message) messages.Remove(message);
    }

    public static void AddCall(ChatMessage message, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        if (json.TryGetProperty("tool_call", out var inner) && inner.ValueKind == JsonValueKind.Object) json = inner;
        var id = TextOf(json, "id") ?? TextOf(json, "toolCallId") ?? TextOf(json, "call_id");
        var function = json.TryGetProperty("function", out var f) && f.ValueKind == JsonValueKind.Object ? f : json;
        var name = TextOf(function, "name") ?? TextOf(function, "toolName");
        JsonElement? arguments = null;
        foreach (var key in (ReadOnlySpan<string>)["arguments", "args", "input"])
        {
            if (!function.TryGetProperty(key, out var value)) continue;
            arguments = value;
            break;
        }

        if (message.ToolCalls.Any(c => c.Id is not null && c.Id == id)) return;
        message.ToolCalls.Add(new ChatToolCall(id, name, arguments));
    }

    public static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out _);

    // {"lc":1,"type":"constructor","id":[…,"AIMessage"],"kwargs":{…}}
    private static bool IsLangChain(JsonElement json, out string? role)
    {
        role = null;
        if (!json.TryGetProperty("lc", out _) || !json.TryGetProperty("kwargs", out var kwargs) || kwargs.ValueKind != JsonValueKind.Object) return false;
        if (!json.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Array || id.GetArrayLength() == 0) return false;
        var last = id[id.GetArrayLength() - 1];
        if (last.ValueKind != JsonValueKind.String) return false;
        var name = last.GetString()!;
        const string Message = "Message";
        var cut = name.IndexOf(Message, StringComparison.Ordinal);
        if (cut <= 0) return false;
        role = name[..cut] is "Chat" ? TextOf(kwargs, "role") : name[..cut];
        return true;
    }

    private static string? Role(string? role) => role?.ToLowerInvariant() switch
    {
        null or "" => null,
        "human" => "user",
        "ai" or "model" or "assistant" => "assistant",
        "function" => "tool",
        var other => other,
    };

    private static ChatMessage ResponseItem(JsonElement json, string type)
    {
        if (type == "function_call_output")
        {
            var answer = new ChatMessage("tool") { ToolCallId = TextOf(json, "call_id") };
            if (json.TryGetProperty("output", out var output)) answer.Parts.Add(MessageContent.Value(output));
            return answer;
        }

        var call = new ChatMessage("assistant");
        AddCall(call, json);
        return call;
    }
}
