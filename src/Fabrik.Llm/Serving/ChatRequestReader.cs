using System.Text;
using System.Text.Json;
using Fabrik.Llm.Deterministic;

namespace Fabrik.Llm.Serving;

/// <summary>Reads the chat bodies of OpenAI (<c>/v1/chat/completions</c>) and Ollama (<c>/api/chat</c>, <c>/api/generate</c>).</summary>
internal static class ChatRequestReader
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    /// <returns>False with the reason when the body is not such a request.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, WireFormat format, out ChatRequest? request, out string? error)
    {
        request = null;
        try
        {
            using var document = JsonDocument.Parse(body, Limits);
            error = Read(document.RootElement, format, out request);
            return error is null;
        }
        catch (JsonException e)
        {
            error = $"the body is not JSON: {e.Message}";
            return false;
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json says so only when a text is read: half a surrogate pair, or bytes that are not UTF-8.
            error = "the body has text that is not Unicode";
            return false;
        }
    }

    private static string? Read(JsonElement root, WireFormat format, out ChatRequest? request)
    {
        request = null;
        if (root.ValueKind != JsonValueKind.Object) return "expected a JSON object";
        if (Text(root, "model") is not { Length: > 0 } model) return "model is required";

        List<ConversationMessage> messages;
        if (format == WireFormat.OllamaGenerate)
        {
            messages = [new("user", Text(root, "prompt") ?? "", [], null)];
            if (Text(root, "system") is { Length: > 0 } system) messages.Insert(0, new("system", system, [], null));
        }
        else if (!root.TryGetProperty("messages", out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return "'messages' is required";
        }
        else
        {
            messages = [.. array.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object).Select(Message)];
            NameToolAnswers(messages, array);
        }

        var streams = root.TryGetProperty("stream", out var stream) ? stream.ValueKind == JsonValueKind.True : format != WireFormat.OpenAi;
        var usage = root.TryGetProperty("stream_options", out var options) && options.ValueKind == JsonValueKind.Object
            && options.TryGetProperty("include_usage", out var include) && include.ValueKind == JsonValueKind.True;
        request = new ChatRequest(model, messages, streams, usage, MaxTokens(root, format));
        return null;
    }

    private static int? MaxTokens(JsonElement root, WireFormat format)
    {
        if (format == WireFormat.OpenAi) return Whole(root, "max_completion_tokens") ?? Whole(root, "max_tokens");
        return root.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object ? Whole(options, "num_predict") : null;
    }

    private static ConversationMessage Message(JsonElement message)
    {
        var calls = message.TryGetProperty("tool_calls", out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select(Call).OfType<ToolRequest>().ToList()
            : [];
        return new(Text(message, "role") ?? "user", Content(message), calls, Text(message, "tool_name") ?? Text(message, "name"));
    }

    private static ToolRequest? Call(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("function", out var function)
            || function.ValueKind != JsonValueKind.Object || Text(function, "name") is not { } name) return null;

        // OpenAI sends arguments as text, Ollama as an object.
        var arguments = !function.TryGetProperty("arguments", out var value) ? "{}"
            : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return new(Text(call, "id") ?? "", name, arguments);
    }

    /// <summary>OpenAI's tool messages name a call id, not the tool: the tool is found through the call.</summary>
    private static void NameToolAnswers(List<ConversationMessage> messages, JsonElement array)
    {
        var tools = messages.SelectMany(m => m.ToolCalls).Where(c => c.Id.Length > 0)
            .GroupBy(c => c.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Tool, StringComparer.Ordinal);
        var index = -1;
        foreach (var element in array.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object))
        {
            index++;
            if (messages[index].Role != "tool" || messages[index].Tool is not null) continue;
            if (Text(element, "tool_call_id") is { } id && tools.TryGetValue(id, out var tool)) messages[index] = messages[index] with { Tool = tool };
        }
    }

    private static string Content(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content)) return "";
        if (content.ValueKind == JsonValueKind.String) return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) return "";

        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object && Text(part, "text") is { } piece) text.Append(piece);
        }

        return text.ToString();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Whole(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) && n > 0 ? n : null;
}
