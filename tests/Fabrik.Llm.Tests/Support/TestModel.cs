using System.Text;
using System.Text.Json;
using Fabrik.Core.Config;
using Fabrik.Llm.Deterministic;
using Fabrik.Llm.Serving;
using Microsoft.AspNetCore.Builder;

namespace Fabrik.Llm.Tests.Support;

/// <summary>The deterministic model behind real HTTP on a free port.</summary>
internal sealed class TestModel : IAsyncDisposable
{
    public const string Script = """
        seed: 7
        models:
          - { name: small, time_to_first_token: 200ms, tokens_per_second: 120, jitter: 0.2 }
          - { name: fast, time_to_first_token: 0ms, tokens_per_second: 4000 }
        rules:
          - when: { user: tools, last_tool: none }
            say: "I will look it up."
            call:
              - { tool: search, arguments: { query: iceland, limit: "3" } }
              - { tool: fetch, arguments: { slug: "a \"quoted\" 漢字" } }
          - when: { user: tools, last_tool: fetch }
            say: "It says: {{tool_result}}"
          - when: { user: break }
            fail: { status: 503, message: "overloaded" }
          - when: { user: long }
            say: "one two three four five six seven eight nine ten"
          - say: "You said {{user}}, didn't you? 漢字 👩‍👩‍👧 done."
        """;

    private readonly WebApplication _app;

    private TestModel(WebApplication app, CountedTime time) => (_app, Time) = (app, time);

    public CountedTime Time { get; }

    public Uri Address => new(_app.Urls.First());

    public HttpClient Http { get; private set; } = null!;

    public static ModelScript Read(string script)
    {
        var result = ConfigFile<ModelScript>.Load(ConfigSource.FromBytes("script.yaml", Encoding.UTF8.GetBytes(script)), _ => null);
        return result.Value ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    public static async Task<TestModel> StartAsync(string script = Script)
    {
        var time = new CountedTime();
        var app = LlmServer.Build(Read(script), port: 0, time);
        await app.StartAsync();
        var model = new TestModel(app, time);
        model.Http = new HttpClient { BaseAddress = model.Address };
        return model;
    }

    public async Task<(int Status, string? Type, string Body)> PostAsync(string path, string body)
    {
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetAsync(string path) => Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative)));

    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>The chunks of an event stream, the end mark left out.</summary>
    public static List<JsonElement> Events(string body)
    {
        var events = body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("data: [DONE]", events[^1]);
        Assert.All(events, e => Assert.StartsWith("data: ", e, StringComparison.Ordinal));
        return [.. events[..^1].Select(e => Parse(e["data: ".Length..]))];
    }

    public static List<JsonElement> Lines(string body) => [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
