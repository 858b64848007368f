using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>A piece of a message: text of some type, or anything else as it came.</summary>
internal readonly record struct ContentPart(string Type, string? Text, JsonElement? Raw)
{
    public const string TextType = "text";

    public string? ShownText => Type == TextType ? Text : null;

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Raw is { } raw)
        {
            raw.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("type");
        AttributeJson.WriteString(writer, Type);
        writer.WritePropertyName("text");
        AttributeJson.WriteString(writer, Text ?? "");
        writer.WriteEndObject();
    }
}
