using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Llm.Serving;

internal static class Answers
{
    public static Task JsonAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}
