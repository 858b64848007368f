using System.Text.Json;

namespace Fabrik.Core.Redaction;

/// <summary>
/// Tells the description of a tool's parameter from its value: <c>"password": {"type": "string", "description": "…"}</c> under
/// <c>properties</c> is JSON Schema, and hiding it would hide the tool. Defaults and examples in it make it a value again.
/// </summary>
internal static class ParameterSchema
{
    private const int MostTokens = 64;

    /// <param name="reader">A copy, on the object's start.</param>
    public static bool IsAhead(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        var typed = false;
        for (var tokens = 0; tokens < MostTokens && reader.Read(); tokens++)
        {
            if (reader.CurrentDepth == depth) return typed;
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1) continue;
            if (reader.ValueTextEquals("default"u8) || reader.ValueTextEquals("const"u8) || reader.ValueTextEquals("example"u8)
                || reader.ValueTextEquals("examples"u8) || reader.ValueTextEquals("enum"u8) || reader.ValueTextEquals("value"u8)) return false;
            typed |= reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("$ref"u8) || reader.ValueTextEquals("anyOf"u8);
        }

        return false;
    }
}
