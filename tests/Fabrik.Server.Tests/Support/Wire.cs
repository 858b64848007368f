using System.Net;
using System.Text;
using System.Text.Json;

namespace Fabrik.Server.Tests.Support;

internal static class Wire
{
    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.BodyAsync();
    }

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, string path, string json) => client.PostAsync(path, Json(json));

    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>A problem with this status and type, which names the request.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string kind)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"expected {status}, was {answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        var problem = await answer.BodyAsync();
        Assert.Equal("urn:fabrik:problem:" + kind, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), problem.GetProperty("request_id").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem;
    }

    public static IEnumerable<string> ErrorPaths(this JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()!);
}
