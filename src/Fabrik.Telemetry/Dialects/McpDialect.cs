using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>The Model Context Protocol's spans (GenAI conventions, MCP section); tool names and contents are in GenAI words.</summary>
internal static class McpDialect
{
    public static Dialect Entry { get; } = new()
    {
        Name = "mcp",
        Markers = ["mcp."],
        Kinds = [new KindRule("mcp.method.name", new Dictionary<string, StepKind>
        {
            ["tools/call"] = StepKind.Tool,
            ["prompts/get"] = StepKind.Prompt,
            ["resources/read"] = StepKind.Retrieval,
            ["sampling/createMessage"] = StepKind.Chain,
        })],
        LastKinds = [new KindRule("mcp.method.name", StepKind.Custom)],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.ToolName] = ["mcp.tool.name"],
            [DialectField.ToolArguments] = ["mcp.request.argument"],
        },
    };
}
