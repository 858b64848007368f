using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fabrik.Cli.Mcp;

/// <summary>JSON Schema (2020-12) of what a tool takes and gives.</summary>
internal static class ToolSchema
{
    public static JsonElement Input(IReadOnlyList<ToolField> fields) => Element(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Property(f)))),
        ["required"] = Texts(fields.Where(f => f.Required).Select(f => f.Name)),
        ["additionalProperties"] = false,
    });

    /// <param name="outcomes">All that <c>outcome</c> may say.</param>
    /// <param name="result">What <c>result</c> holds, for the agent.</param>
    public static JsonElement Answer(IEnumerable<string> outcomes, string result) => Element(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["outcome"] = new JsonObject { ["type"] = "string", ["enum"] = Texts(outcomes) },
            ["exit_code"] = new JsonObject { ["type"] = "integer", ["description"] = "What the same verb of the command line exits with." },
            ["reasons"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = "Why it is this outcome." },
            ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "What to do now." },
            ["result"] = new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = result },
        },
        ["required"] = Texts(["outcome", "exit_code", "reasons", "next", "result"]),
        ["additionalProperties"] = false,
    });

    private static JsonObject Property(ToolField field)
    {
        var property = field.Type switch
        {
            FieldType.Text => Text(),
            FieldType.Number => new JsonObject { ["type"] = "integer", ["minimum"] = field.Min, ["maximum"] = field.Max },
            FieldType.Flag => new JsonObject { ["type"] = "boolean" },
            FieldType.Texts => new JsonObject { ["type"] = "array", ["items"] = Text(), ["maxItems"] = ToolField.MaxItems },
            _ => new JsonObject { ["type"] = "object", ["additionalProperties"] = Text(), ["maxProperties"] = ToolField.MaxItems },
        };
        if (field.Choices.Count > 0) ((JsonObject?)property["items"] ?? property)["enum"] = Texts(field.Choices);
        if (field.Default is { } value) property["default"] = value;
        property["description"] = field.Meaning;
        return property;
    }

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = ToolField.MaxLength };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    private static JsonElement Element(JsonObject schema)
    {
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }
}
