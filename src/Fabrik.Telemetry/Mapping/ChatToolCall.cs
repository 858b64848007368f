using System.Text.Json;

namespace Fabrik.Telemetry.Mapping;

/// <summary>A tool call that a model asked for. Arguments come as JSON or as JSON text and are written as JSON.</summary>
internal sealed record ChatToolCall(string? Id, string? Name, JsonElement? Arguments)
{
    public string ArgumentsText => Arguments switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } json => json.GetRawText(),
    };

    public void WriteArguments(Utf8JsonWriter writer, ParsedJson parsed)
    {
        if (Arguments is not { } arguments)
        {
            writer.WriteNullValue();
            return;
        }

        var json = arguments.ValueKind == JsonValueKind.String ? parsed.TryParse(arguments.GetString()) : null;
        (json ?? arguments).WriteTo(writer);
    }
}
