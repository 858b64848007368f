using System.Text.Json;
using Fabrik.Llm.Tests.Support;

namespace Fabrik.Llm.Tests.Serving;

public sealed class OllamaWireTests : IAsyncLifetime
{
    private TestModel _model = null!;

    public async ValueTask InitializeAsync() => _model = await TestModel.StartAsync();

    public ValueTask DisposeAsync() => _model.DisposeAsync();

    [Theory]
    [InlineData("small")]
    [InlineData("small:latest")]
    public async Task A_whole_chat_looks_like_a_real_one(string name)
    {
        var (status, type, body) = await _model.PostAsync("/api/chat", Chat("hello", "\"stream\":false", name));
        var answer = TestModel.Parse(body);
        Assert.Equal((200, "application/json"), (status, type));
        Shape.IsThatOf("ollama-chat", answer);
        Assert.Equal(name, answer.GetProperty("model").GetString());
        Assert.Equal("stop", answer.GetProperty("done_reason").GetString());
        Assert.Equal(
            answer.GetProperty("total_duration").GetInt64(),
            answer.GetProperty("prompt_eval_duration").GetInt64() + answer.GetProperty("eval_duration").GetInt64());
    }

    [Fact]
    public async Task A_chat_streams_unless_it_is_told_not_to_and_says_the_same()
    {
        var whole = TestModel.Parse((await _model.PostAsync("/api/chat", Chat("hello", "\"stream\":false"))).Body);
        var (status, type, body) = await _model.PostAsync("/api/chat", Chat("hello"));
        Assert.Equal((200, "application/x-ndjson"), (status, type));

        var lines = TestModel.Lines(body);
        Assert.All(lines[..^1], l => Shape.IsThatOf("ollama-chat-part", l));
        Shape.IsThatOf("ollama-chat-last", lines[^1]);
        Assert.Equal(whole.GetProperty("message").GetProperty("content").GetString(), string.Concat(lines.Select(l => l.GetProperty("message").GetProperty("content").GetString())));
        Assert.Equal(whole.GetProperty("eval_count").GetInt32(), lines[^1].GetProperty("eval_count").GetInt32());
        Assert.Equal([.. Enumerable.Repeat(false, lines.Count - 1), true], lines.Select(l => l.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task Generate_looks_like_a_real_one()
    {
        var answer = TestModel.Parse((await _model.PostAsync("/api/generate", """{"model":"small","prompt":"hello","stream":false}""")).Body);
        Shape.IsThatOf("ollama-generate", answer);
        Assert.StartsWith("You said hello,", answer.GetProperty("response").GetString(), StringComparison.Ordinal);

        var lines = TestModel.Lines((await _model.PostAsync("/api/generate", """{"model":"small","prompt":"hello","system":"be brief"}""")).Body);
        Assert.Equal(answer.GetProperty("response").GetString(), string.Concat(lines.Select(l => l.GetProperty("response").GetString())));
    }

    [Fact]
    public async Task A_limit_of_tokens_cuts_the_answer()
    {
        var answer = TestModel.Parse((await _model.PostAsync("/api/chat", Chat("long", "\"stream\":false,\"options\":{\"num_predict\":3}"))).Body);
        Assert.Equal("one two thr", answer.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("length", answer.GetProperty("done_reason").GetString());
        Assert.Equal(3, answer.GetProperty("eval_count").GetInt32());
    }

    [Fact]
    public async Task Tools_are_asked_for_with_their_arguments_as_an_object()
    {
        var calls = TestModel.Lines((await _model.PostAsync("/api/chat", Chat("tools"))).Body)
            .Select(l => l.GetProperty("message")).Single(m => m.TryGetProperty("tool_calls", out _)).GetProperty("tool_calls");
        Assert.Equal("search", calls[0].GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("iceland", calls[0].GetProperty("function").GetProperty("arguments").GetProperty("query").GetString());

        var answer = TestModel.Parse((await _model.PostAsync("/api/chat", """
            {"model":"small","stream":false,"messages":[{"role":"user","content":"tools"},
            {"role":"assistant","content":"","tool_calls":[{"function":{"name":"fetch","arguments":{"slug":"x"}}}]},
            {"role":"tool","tool_name":"fetch","content":"42"}]}
            """)).Body);
        Assert.Equal("It says: 42", answer.GetProperty("message").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("""{"model":"nope","messages":[]}""", 404, "model \"nope\" not found, try pulling it first")]
    [InlineData("", 400, "missing request body")]
    [InlineData("{}", 400, "model is required")]
    [InlineData("{nope", 400, null)]
    [InlineData("""{"model":"small","messages":[{"role":"user","content":"\ud800"}]}""", 400, null)]
    [InlineData("""{"model":"small","messages":[{"role":"user","content":"break"}]}""", 503, "overloaded")]
    public async Task What_can_t_be_answered_is_an_error_in_the_shape_of_a_real_one(string body, int status, string? says)
    {
        var answer = await _model.PostAsync("/api/chat", body);
        Assert.Equal((status, "application/json"), (answer.Status, answer.Type));
        var error = TestModel.Parse(answer.Body);
        Shape.IsThatOf("ollama-error", error);
        if (says is not null) Assert.Equal(says, error.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("/api/tags", "ollama-tags")]
    [InlineData("/api/ps", "ollama-ps")]
    [InlineData("/api/version", "ollama-version")]
    public async Task What_clients_ask_first_looks_like_the_real_answer(string path, string shape) => Shape.IsThatOf(shape, await _model.GetAsync(path));

    [Fact]
    public async Task An_unknown_path_is_not_found()
    {
        using var answer = await _model.Http.GetAsync(new Uri("/api/nope", UriKind.Relative));
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("404 page not found", await answer.Content.ReadAsStringAsync());
    }

    private static string Chat(string text, string? more = null, string model = "small") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}]{{(more is null ? "" : "," + more)}}}""";
}
