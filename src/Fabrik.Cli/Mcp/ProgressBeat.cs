using System.Globalization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Fabrik.Cli.Mcp;

/// <summary>Tells a client that asked for progress that a call still runs, so that it doesn't give it up: a load and the wait for its evidence take minutes.</summary>
internal sealed class ProgressBeat : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _done = new();
    private readonly Task _beating;

    private ProgressBeat(RequestContext<CallToolRequestParams> request, TimeProvider time) => _beating = BeatAsync(request, time, _done.Token);

    public static ProgressBeat Start(RequestContext<CallToolRequestParams> request, TimeProvider time) => new(request, time);

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _beating;
        _done.Dispose();
    }

    private static async Task BeatAsync(RequestContext<CallToolRequestParams> request, TimeProvider time, CancellationToken done)
    {
        if (request.Params?.ProgressToken is not { } token) return;
        using var timer = new PeriodicTimer(Every, time);
        var started = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                var seconds = Math.Floor(time.GetElapsedTime(started).TotalSeconds);
                var value = new ProgressNotificationValue { Progress = (float)seconds, Message = string.Create(CultureInfo.InvariantCulture, $"{request.Params.Name} runs, {seconds} s") };
                await request.Server.NotifyProgressAsync(token, value, cancellationToken: done);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The call has ended, or the client has left: nobody waits for a beat.
        }
    }
}
