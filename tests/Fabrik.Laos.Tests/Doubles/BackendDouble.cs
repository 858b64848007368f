using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>A backend on a loopback port of its own that fails when told.</summary>
internal abstract class BackendDouble(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> _failures = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private WebApplication? _app;

    public TimeProvider Time { get; } = time;

    public Uri Url => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>All that was asked, failed or not.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The next requests are answered with this status and nothing else.</summary>
    public void FailNext(int status, string? retryAfter = null, int times = 1)
    {
        for (var i = 0; i < times; i++) _failures.Enqueue((status, retryAfter));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    protected async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            var body = await reader.ReadToEndAsync();
            context.Request.Body.Position = 0;
            _requests.Enqueue(new RecordedRequest(
                context.Request.Method,
                context.Request.Path,
                context.Request.QueryString.Value ?? "",
                body,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString())));
            if (!_failures.TryDequeue(out var failure))
            {
                await next();
                return;
            }

            context.Response.StatusCode = failure.Status;
            if (failure.RetryAfter is { } pause) context.Response.Headers.RetryAfter = pause;
        });
        Map(_app);
        await _app.StartAsync();
    }

    protected abstract void Map(WebApplication app);

    protected static IResult PlainText(int status, string text) => Results.Text(text, "text/plain; charset=utf-8", statusCode: status);
}
