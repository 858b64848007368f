using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Fabrik.Server.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Fabrik.Server.Streaming;

/// <summary>
/// Keeps one stream of server-sent events going: it sends what changed, then waits for the next change of this process
/// or the next poll. It ends with its reader, its credentials, its source or the server.
/// </summary>
internal sealed class LiveStream(
    StreamLimits limits, StreamSlots slots, ChangeSignal changes, Authenticator authenticator, TimeProvider time,
    IHostApplicationLifetime lifetime, ServerMetrics metrics)
{
    public const string ContentType = "text/event-stream";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    public async Task RunAsync(HttpContext context, ILiveSource source)
    {
        var caller = RequestScope.Of(context).Caller;
        if (!slots.TryTake(caller.Tenant))
        {
            await context.RefuseAsync(Refusals.TooManyStreams);
            return;
        }

        metrics.StreamOpened();
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await SendAsync(context, caller, source, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader left or the server stops: both are ends, not failures.
        }
        finally
        {
            metrics.StreamClosed();
            slots.Return(caller.Tenant);
        }
    }

    private async Task SendAsync(HttpContext context, Caller caller, ILiveSource source, CancellationToken cancellation)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var events = new EventWriter(context.Response.BodyWriter);
        events.Retry(Reconnect);
        await events.FlushAsync(cancellation);

        var lastBeat = time.GetTimestamp();
        while (true)
        {
            var change = changes.Next(caller.Tenant);
            if (!await source.SendAsync(events, cancellation)) return;

            await change.WaitAsync(limits.Poll, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (change.IsCompleted) await Task.Delay(limits.Gather, time, cancellation);
            if (time.GetElapsedTime(lastBeat) < limits.Heartbeat) continue;

            if (!await authenticator.HoldsAsync(caller, cancellation)) return;
            events.Comment("alive");
            await events.FlushAsync(cancellation);
            lastBeat = time.GetTimestamp();
        }
    }
}
