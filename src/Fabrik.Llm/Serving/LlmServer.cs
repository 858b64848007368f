using Fabrik.Llm.Deterministic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabrik.Llm.Serving;

/// <summary>Serves a deterministic model over loopback HTTP in OpenAI's and Ollama's formats. The caller starts and stops it.</summary>
public static class LlmServer
{
    /// <param name="port">On 127.0.0.1; 0 for a free one.</param>
    public static WebApplication Build(ModelScript script, int port, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        var app = builder.Build();

        var model = new DeterministicModel(script);
        app.Use(ShieldAsync);
        new OpenAiEndpoints(model, time).Map(app);
        new OllamaEndpoints(model, time).Map(app);
        app.MapFallback(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return http.Response.WriteAsync("404 page not found", http.RequestAborted);
        });
        return app;
    }

    /// <summary>A caller that hangs up in the middle of an answer is its own business.</summary>
    private static async Task ShieldAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
    }
}
