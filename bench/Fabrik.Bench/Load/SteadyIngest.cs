using System.Diagnostics;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Load;

/// <summary>Sends steps at a steady rate beside something else.</summary>
internal sealed class SteadyIngest(FabrikProcess server)
{
    public const int StepsPerSecond = 2000;
    private const int StepsPerRequest = 50;
    private const int Connections = 4;
    private const int RequestsPerSecond = StepsPerSecond / StepsPerRequest;

    private readonly StepBodies _bodies = new(StepsPerRequest);
    private int _sent;
    private double _seconds;

    /// <summary>Steps a second that were acknowledged.</summary>
    public double Achieved => _sent * StepsPerRequest / _seconds;

    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        using var client = server.Client(Connections);
        using var done = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var sending = SendAsync(client, clock, done.Token);
        var result = await work();
        await done.CancelAsync();
        await sending;
        _seconds += clock.Elapsed.TotalSeconds;
        return result;
    }

    private async Task SendAsync(HttpClient client, Stopwatch clock, CancellationToken done)
    {
        List<Task> open = [];
        for (var due = 0; !done.IsCancellationRequested; due++)
        {
            var wait = (due / (double)RequestsPerSecond) - clock.Elapsed.TotalSeconds;
            if (wait > 0) await Task.Delay(TimeSpan.FromSeconds(wait), CancellationToken.None);
            open.RemoveAll(t => t.IsCompletedSuccessfully);
            if (open.Count >= Connections) await Task.WhenAny(open);
            open.Add(Sender.PostAsync(client, StepBodies.ContentType, _bodies.Of("steady", _sent++)));
        }

        await Task.WhenAll(open);
    }
}
