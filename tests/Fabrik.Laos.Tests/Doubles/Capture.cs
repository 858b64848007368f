using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Testing;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>A recorded exchange with a real server.</summary>
internal sealed record Capture(string Method, string Path, int Status, string? ContentType, string Body)
{
    public static Capture Read(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "Fabrik.Laos.Tests", "Captures", name + ".json")))!;
        var (request, response) = (json["request"]!, json["response"]!);
        var body = response["body"];
        return new Capture(
            request["method"]!.GetValue<string>(),
            request["path"]!.GetValue<string>(),
            response["status"]!.GetValue<int>(),
            response["headers"]?["Content-Type"]?.GetValue<string>(),
            body is JsonObject { Count: 1 } text && text["_text"] is { } plain ? plain.GetValue<string>() : body?.ToJsonString(new JsonSerializerOptions()) ?? "");
    }

    public Task SendAsync(HttpContext context) => context.SendAsync(Status, Body, ContentType ?? "text/plain");
}
