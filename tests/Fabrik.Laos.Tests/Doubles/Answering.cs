using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles;

internal static class Answering
{
    public static Task SendAsync(this HttpContext context, int status, string body, string contentType = "application/json")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, contentType);
        return context.Response.WriteAsync(body);
    }

    public static Task SendJsonAsync(this HttpContext context, object body, int status = 200) =>
        context.SendAsync(status, body is JsonNode node ? node.ToJsonString() : JsonSerializer.Serialize(body));

    public static async Task<string> BodyAsync(this HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync();
    }
}
