using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Posthog;

/// <summary>PostHog's query API for the two questions the lint asks: the groups of error events, and the totals of a scope.</summary>
internal sealed class PosthogDouble : IAsyncDisposable
{
    public const string Key = "phx_test";

    private readonly List<PosthogEvent> _events = [];
    private LoopbackServer _server = null!;

    public string Url => _server.Url;

    /// <summary>Queries as they came.</summary>
    public List<string> Queries { get; } = [];

    /// <summary>Answers 429 this many times first, each asking for no wait.</summary>
    public int Refusals { get; set; }

    public void Add(string name, DateTimeOffset at, IReadOnlyDictionary<string, string> properties)
    {
        lock (_events) _events.Add(new PosthogEvent(name, at, properties));
    }

    public void Add(ErrorEvent e) => Add("$exception", e.At, new Dictionary<string, string>(e.Tags)
    {
        ["$exception_types"] = $"[\"{e.Type}\"]",
        ["$exception_values"] = $"[\"{e.Message}\"]",
        ["route"] = e.Culprit ?? "",
        ["trace_id"] = e.Trace ?? "",
    });

    public async Task<PosthogDouble> StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/api/projects/7/query/")
        {
            await context.SendAsync(404, """{"type":"invalid_request","code":"not_found","detail":"Project not found."}""");
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            await context.SendAsync(401, """{"type":"authentication_error","code":"authentication_failed","detail":"Invalid personal API key."}""");
            return;
        }

        if (Refusals > 0)
        {
            Refusals--;
            context.Response.Headers.RetryAfter = "0";
            await context.SendAsync(429, """{"type":"throttled_error","detail":"Request was throttled."}""");
            return;
        }

        var body = JsonNode.Parse(await context.BodyAsync())!;
        var query = body["query"]!["query"]!.GetValue<string>();
        Queries.Add(query);
        if (body["refresh"]?.GetValue<string>() != "force_blocking" || body["query"]!["kind"]?.GetValue<string>() != "HogQLQuery")
        {
            await context.SendAsync(400, """{"type":"validation_error","code":"invalid_input","detail":"a cached answer"}""");
            return;
        }

        PosthogEvent[] found;
        lock (_events) found = [.. _events.Where(e => HogQlText.Matches(query, e))];
        var results = query switch
        {
            "SELECT 1" => new JsonArray(new JsonArray(1)),
            _ when query.StartsWith("SELECT countIf(", StringComparison.Ordinal) => new JsonArray(new JsonArray(found.Count(e => e.Name == "$exception"), found.Length)),
            _ => new JsonArray([.. found.GroupBy(e => (e.Of("$exception_types"), e.Of("$exception_values"))).OrderByDescending(g => g.Count()).Select(g => (JsonNode)new JsonArray(
                g.Key.Item1,
                g.Key.Item2,
                g.Count(),
                g.Max(e => e.At).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                g.First().Of("route"),
                g.First().Of("trace_id")))]),
        };
        await context.SendJsonAsync(new JsonObject { ["results"] = results, ["columns"] = new JsonArray(), ["types"] = new JsonArray(), ["is_cached"] = false });
    }
}
