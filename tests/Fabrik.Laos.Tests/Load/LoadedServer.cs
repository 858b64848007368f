using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabrik.Laos.Tests.Load;

/// <summary>A real server on loopback that remembers what it was sent. <c>/fail</c> answers 503, <c>/moved</c> redirects to <c>/ok</c>, <c>/hang</c> drops the connection.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<SeenRequest> _seen = [];

    private LoadedServer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (_gate) return [.. _seen];
        }
    }

    public static async Task<LoadedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var server = new LoadedServer(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task HandleAsync(HttpContext http)
    {
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_gate) _seen.Add(new SeenRequest(http.Request.Method, http.Request.Path + http.Request.QueryString, headers));
        switch (http.Request.Path.Value)
        {
            case "/fail": http.Response.StatusCode = 503; break;
            case "/moved": http.Response.Redirect("/ok"); break;
            case "/hang": http.Abort(); break;
        }

        return http.Response.HasStarted || http.RequestAborted.IsCancellationRequested ? Task.CompletedTask : http.Response.WriteAsync("ok");
    }
}
