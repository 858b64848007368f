using System.Text.Json;
using Fabrik.Llm.Tests.Support;

namespace Fabrik.Llm.Tests.Serving;

public sealed class OpenAiWireTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private TestModel _model = null!;

    public async ValueTask InitializeAsync() => _model = await TestModel.StartAsync();

    public ValueTask DisposeAsync() => _model.DisposeAsync();

    [Fact]
    public async Task A_whole_answer_looks_like_a_real_one()
    {
        var (status, type, body) = await _model.PostAsync(Path, Ask("hello"));
        var answer = TestModel.Parse(body);
        Assert.Equal((200, "application/json"), (status, type));
        Shape.IsThatOf("openai-chat", answer);
        var choice = answer.GetProperty("choices")[0];
        Assert.Equal("You said hello, didn't you? 漢字 👩‍👩‍👧 done.", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        var usage = answer.GetProperty("usage");
        Assert.Equal(usage.GetProperty("total_tokens").GetInt32(), usage.GetProperty("prompt_tokens").GetInt32() + usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(_model.Time.GetUtcNow().ToUnixTimeSeconds(), answer.GetProperty("created").GetInt64());
    }

    [Fact]
    public async Task A_stream_looks_like_a_real_one_and_says_the_same()
    {
        var whole = TestModel.Parse((await _model.PostAsync(Path, Ask("hello"))).Body);
        var (status, type, body) = await _model.PostAsync(Path, Ask("hello", more: "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        Assert.Equal((200, "text/event-stream"), (status, type));

        var events = TestModel.Events(body);
        Assert.All(events[..^2], e => Assert.Equal("chat.completion.chunk", e.GetProperty("object").GetString()));
        Shape.IsThatOf("openai-chat-part", events[0]);
        Shape.IsThatOf("openai-chat-usage", events[^1]);
        Assert.Single(events.Select(e => e.GetProperty("id").GetString()).Distinct());
        Assert.Equal(whole.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), string.Concat(events[..^2].Select(Content)));
        Assert.Equal("stop", events[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), events[^1].GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Without_include_usage_a_stream_has_none()
    {
        var events = TestModel.Events((await _model.PostAsync(Path, Ask("hello", more: "\"stream\":true"))).Body);
        Assert.DoesNotContain(events, e => e.TryGetProperty("usage", out _));
    }

    [Theory]
    [InlineData("\"max_tokens\":3")]
    [InlineData("\"max_completion_tokens\":3,\"max_tokens\":9")]
    public async Task A_limit_of_tokens_cuts_the_answer(string limit)
    {
        var answer = TestModel.Parse((await _model.PostAsync(Path, Ask("long", more: limit))).Body);
        Assert.Equal("one two thr", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());

        var events = TestModel.Events((await _model.PostAsync(Path, Ask("long", more: limit + ",\"stream\":true"))).Body);
        Assert.Equal("one two thr", string.Concat(events.Select(Content)));
        Assert.Equal("length", events[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Tools_are_asked_for_whole_and_streamed_with_the_same_ids()
    {
        var message = TestModel.Parse((await _model.PostAsync(Path, Ask("tools"))).Body).GetProperty("choices")[0];
        Assert.Equal("tool_calls", message.GetProperty("finish_reason").GetString());
        var calls = message.GetProperty("message").GetProperty("tool_calls");
        Assert.Equal(["search", "fetch"], calls.EnumerateArray().Select(c => c.GetProperty("function").GetProperty("name").GetString()));
        Assert.Equal("""{"limit":"3","query":"iceland"}""", calls[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("a \"quoted\" 漢字", TestModel.Parse(calls[1].GetProperty("function").GetProperty("arguments").GetString()!).GetProperty("slug").GetString());

        var streamed = TestModel.Events((await _model.PostAsync(Path, Ask("tools", more: "\"stream\":true"))).Body)
            .Select(e => e.GetProperty("choices")[0].GetProperty("delta")).Where(d => d.TryGetProperty("tool_calls", out _))
            .Select(d => d.GetProperty("tool_calls")[0]).ToList();
        Assert.Equal([0, 1], streamed.Select(c => c.GetProperty("index").GetInt32()));
        Assert.Equal(calls.EnumerateArray().Select(c => c.GetProperty("id").GetString()), streamed.Select(c => c.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_tool_s_answer_is_matched_by_the_id_of_its_call()
    {
        var answer = TestModel.Parse((await _model.PostAsync(Path, """
            {"model":"small","messages":[{"role":"user","content":[{"type":"text","text":"use "},{"type":"text","text":"tools"}]},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"fetch","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"383,726"}]}
            """)).Body);
        Assert.Equal("It says: 383,726", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("""{"model":"nope","messages":[]}""", 404, "small, fast")]
    [InlineData("{nope", 400, "not JSON")]
    [InlineData("", 400, "not JSON")]
    [InlineData("[]", 400, "expected a JSON object")]
    [InlineData("{}", 400, "model is required")]
    [InlineData("""{"model":"small"}""", 400, "'messages' is required")]
    [InlineData("""{"model":"small","messages":[{"role":"user","content":"\ud800"}]}""", 400, "not Unicode")]
    [InlineData("""{"model":"small","messages":[{"role":"user","content":"break"}]}""", 503, "overloaded")]
    public async Task What_can_t_be_answered_is_an_error_in_the_shape_of_a_real_one(string body, int status, string says)
    {
        var answer = await _model.PostAsync(Path, body);
        Assert.Equal((status, "application/json"), (answer.Status, answer.Type));
        Shape.IsThatOf("openai-error", TestModel.Parse(answer.Body));
        Assert.Contains(says, TestModel.Parse(answer.Body).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_deep_or_too_large_is_refused()
    {
        Assert.Equal(400, (await _model.PostAsync(Path, new string('[', 100_000))).Status);
        Assert.Equal(413, (await _model.PostAsync(Path, Ask(new string('x', 9 << 20)))).Status);
    }

    [Fact]
    public async Task Models_are_listed()
    {
        var models = await _model.GetAsync("/v1/models");
        Shape.IsThatOf("openai-models", models);
        Assert.Equal(["small", "fast"], models.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()));
    }

    private static string Ask(string text, string? more = null) =>
        $$"""{"model":"small","messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}]{{(more is null ? "" : "," + more)}}}""";

    private static string? Content(JsonElement chunk) =>
        chunk.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : "";
}
