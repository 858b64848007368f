using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Verdicts;
using ModelContextProtocol.Protocol;

namespace Fabrik.Cli.Mcp;

/// <summary>What a tool gives back: the outcome in a word, why, what to do, and the verb's own document.</summary>
/// <param name="Result">As <c>--json</c> prints it; null where the verb came to none.</param>
internal sealed record ToolAnswer(string Outcome, ExitCode Code, IReadOnlyList<string> Reasons, string? Next, JsonObject? Result)
{
    // The text is escaped again on its way: a model reads it, and no page shows it.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Structured, and as text for clients that read only that. What can't be asked is an error; what was asked and is not so is not.</summary>
    public CallToolResult ToResult()
    {
        var answer = new JsonObject
        {
            ["outcome"] = Outcome,
            ["exit_code"] = (int)Code,
            ["reasons"] = new JsonArray([.. Reasons.Select(r => (JsonNode)r)]),
            ["next"] = Next,
            ["result"] = Result,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable)) answer.WriteTo(json);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(buffer.WrittenSpan) }],
            StructuredContent = document.RootElement.Clone(),
            IsError = Code is ExitCode.Usage or ExitCode.Unreachable or ExitCode.Bug,
        };
    }
}
