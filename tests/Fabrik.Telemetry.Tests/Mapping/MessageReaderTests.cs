using System.Text;
using System.Text.Json;
using Fabrik.Telemetry.Mapping;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class MessageReaderTests
{
    [Theory]
    [InlineData(
        "chat completions, request",
        """{"model":"m","messages":[{"role":"developer","content":"d"},{"role":"user","content":[{"type":"text","text":"u"},{"type":"image_url","image_url":{"url":"x"}}]}]}""",
        """[{"role":"developer","content":"d"},{"role":"user","content":[{"type":"text","text":"u"},{"type":"image_url","image_url":{"url":"x"}}]}]""")]
    [InlineData(
        "chat completions, answer",
        """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{\"a\":1}"}}}]}""",
        """[{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":{"a":1}}]}]""")]
    [InlineData(
        "responses API",
        """{"output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"t"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"o"}]}""",
        """[{"role":"assistant","content":"t"},{"role":"assistant","content":"","tool_calls":[{"id":"c","name":"f","arguments":{}}]},{"role":"tool","content":"o","tool_call_id":"c"}]""")]
    [InlineData(
        "Anthropic",
        """{"system":"s","messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"h"},{"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"r"}]}]}""",
        """[{"role":"system","content":"s"},{"role":"assistant","content":[{"type":"reasoning","text":"h"}],"tool_calls":[{"id":"t","name":"f","arguments":{"a":1}}]},{"role":"tool","content":"r","tool_call_id":"t"}]""")]
    [InlineData(
        "Gemini",
        """{"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"r":2}}}]}]}""",
        """[{"role":"user","content":"q"},{"role":"assistant","content":"","tool_calls":[{"name":"f","arguments":{"a":1}}]},{"role":"tool","content":[{"r":2}],"name":"f"}]""")]
    [InlineData(
        "Gemini, answer",
        """{"candidates":[{"content":{"role":"model","parts":[{"text":"a"}]},"finishReason":"STOP"}]}""",
        """[{"role":"assistant","content":"a"}]""")]
    [InlineData(
        "LangChain, Python",
        """[{"type":"human","data":{"content":"q","type":"human"}},{"type":"ai","content":"a","tool_calls":[{"name":"f","args":{"a":1},"id":"c"}]}]""",
        """[{"role":"user","content":"q"},{"role":"assistant","content":"a","tool_calls":[{"id":"c","name":"f","arguments":{"a":1}}]}]""")]
    [InlineData(
        "Vercel",
        """{"system":"s","prompt":"p"}""",
        """[{"role":"system","content":"s"},{"role":"user","content":"p"}]""")]
    [InlineData(
        "several answers of tools in one message",
        """[{"role":"tool","parts":[{"type":"tool_call_response","id":"a","response":"1"},{"type":"tool_call_response","id":"b","result":2}]}]""",
        """[{"role":"tool","content":"1","tool_call_id":"a"},{"role":"tool","content":[2],"tool_call_id":"b"}]""")]
    public void Known_shapes_become_one(string shape, string json, string expected) => Assert.Equal((shape, expected), (shape, Read(json)));

    [Theory]
    [InlineData("""{"question":"q"}""")]
    [InlineData("""["a","b"]""")]
    [InlineData("[]")]
    [InlineData("""{"messages":[{"role":"user","content":"q"},{"no":"message"}]}""")]
    [InlineData("""{"messages":{"messages":{"messages":{"messages":{"messages":{"messages":{"messages":[{"role":"user","content":"deep"}]}}}}}}}""")]
    public void What_is_no_list_of_messages_is_left_alone(string json) => Assert.Null(Read(json));

    private static string? Read(string json)
    {
        using var parsed = new ParsedJson();
        var messages = new List<ChatMessage>();
        if (!MessageReader.TryRead(parsed.TryParse(json)!.Value, "assistant", messages))
        {
            Assert.Empty(messages);
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, AttributeJson.WriterOptions))
        {
            writer.WriteStartArray();
            foreach (var message in messages) message.WriteTo(writer, parsed);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
