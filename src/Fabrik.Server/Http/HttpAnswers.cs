using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

internal static class HttpAnswers
{
    public const string Json = "application/json";

    /// <summary>Writes a contract as JSON.</summary>
    public static Task AnswerAsync<T>(this HttpContext context, int status, T value, string contentType = Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        var type = (JsonTypeInfo<T>)ApiJson.Wire.Options.GetTypeInfo(typeof(T));
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, value, type, context.RequestAborted);
    }
}
