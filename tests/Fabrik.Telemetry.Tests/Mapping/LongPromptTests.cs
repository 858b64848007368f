using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Otlp;
using Fabrik.Telemetry.Tests.Otlp;
using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Mapping;

/// <summary>Agents send whole conversations in one attribute: from the wire to the step.</summary>
public sealed class LongPromptTests
{
    [Theory]
    [InlineData(OtlpFormat.Protobuf)]
    [InlineData(OtlpFormat.Json)]
    public void A_conversation_of_300_KB_becomes_messages(OtlpFormat format)
    {
        var (step, messages) = Send(format, turns: 300);

        Assert.False(step.Truncated);
        Assert.Equal(300, messages!.Value.GetArrayLength());
        Assert.Equal(new string('x', 1000), messages.Value[299].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData(OtlpFormat.Protobuf)]
    [InlineData(OtlpFormat.Json)]
    public void One_beyond_the_limit_is_kept_as_text_that_ends_in_its_size_and_hash(OtlpFormat format)
    {
        var (step, messages) = Send(format, turns: 1100);

        Assert.True(step.Truncated);
        var text = Assert.Single(messages!.Value.EnumerateArray()).GetProperty("content").GetString()!;
        Assert.Matches("…\\[cut: [0-9]+ bytes, sha256:[0-9a-f]{64}\\]$", text[^120..]);
    }

    private static (Step Step, JsonElement? Messages) Send(OtlpFormat format, int turns)
    {
        var prompt = JsonSerializer.Serialize(Enumerable.Range(0, turns).Select(_ => new { role = "user", content = new string('x', 1000) }));
        var batch = format == OtlpFormat.Json
            ? Read.Traces(Read.JsonRequest(
                $$$"""
                "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.input.messages","value":{"stringValue":{{{JsonSerializer.Serialize(prompt)}}}}}]
                """))
            : Read.Traces(Bodies.Request(Bodies.Span(Attribute(9, "gen_ai.operation.name", String("chat")), Attribute(9, "gen_ai.input.messages", String(prompt)))));
        var step = Assert.Single(Assert.Single(Some.Mapping.Map(batch.Items)).Steps);
        return (step, JsonDocument.Parse(step.Payload).RootElement.TryGetProperty("messages", out var messages) ? messages : null);
    }
}
