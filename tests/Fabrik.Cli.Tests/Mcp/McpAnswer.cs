using System.Text.Json;

namespace Fabrik.Cli.Tests.Mcp;

/// <summary>What a tool answered, and whether it called that an error.</summary>
internal sealed record McpAnswer(JsonElement Json, bool IsError)
{
    public string Outcome => Json.GetProperty("outcome").GetString()!;

    public JsonElement Result => Json.GetProperty("result");

    public string Reasons => string.Join('\n', Json.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));

    public override string ToString() => Json.ToString();
}
