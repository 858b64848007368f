using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>One message of a conversation in the one shape that every dialect is brought to.</summary>
internal sealed class ChatMessage(string role)
{
    /// <summary>system, developer, user, assistant or tool, where the emitter used a word we know; else its own.</summary>
    public string Role { get; } = role;

    public string? Name { get; set; }

    /// <summary>In a tool's answer: the call it answers.</summary>
    public string? ToolCallId { get; set; }

    public List<ContentPart> Parts { get; } = [];

    public List<ChatToolCall> ToolCalls { get; } = [];

    /// <summary>The text a person reads: reasoning and media left out.</summary>
    public string Text => Parts.Count == 1 ? Parts[0].ShownText ?? "" : string.Join('\n', Parts.Select(p => p.ShownText).Where(t => t is not null));

    /// <summary><c>{role, content, name?, tool_calls?: [{id, name, arguments}], tool_call_id?}</c>; content is text when it is nothing but one text.</summary>
    public void WriteTo(Utf8JsonWriter writer, ParsedJson parsed)
    {
        writer.WriteStartObject();
        WriteText(writer, "role", Role);
        writer.WritePropertyName("content");
        WriteContent(writer);
        WriteText(writer, "name", Name);
        if (ToolCalls.Count > 0)
        {
            writer.WriteStartArray("tool_calls");
            foreach (var call in ToolCalls)
            {
                writer.WriteStartObject();
                WriteText(writer, "id", call.Id);
                WriteText(writer, "name", call.Name);
                writer.WritePropertyName("arguments");
                call.WriteArguments(writer, parsed);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        WriteText(writer, "tool_call_id", ToolCallId);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null) return;
        writer.WritePropertyName(name);
        AttributeJson.WriteString(writer, text);
    }

    private void WriteContent(Utf8JsonWriter writer)
    {
        switch (Parts)
        {
            case []:
                writer.WriteStringValue("");
                return;
            case [{ Type: ContentPart.TextType, Text: { } only }]:
                AttributeJson.WriteString(writer, only);
                return;
            default:
                writer.WriteStartArray();
                foreach (var part in Parts) part.WriteTo(writer);
                writer.WriteEndArray();
                return;
        }
    }
}
