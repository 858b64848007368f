using Fabrik.Laos.Tests.Samples;

namespace Fabrik.Stories.Tests.Support;

/// <summary>Fabrik's own server, the sample that reports to it, and two loads of it that the stories look at.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly Lazy<Task<LintedRun>> _healthy;
    private readonly Lazy<Task<LintedRun>> _sick;

    public Shop()
    {
        _healthy = new(() => NewDesk(Policy.Generous).LoadAsync(Script.Healthy(Service.Url)));
        _sick = new(() => NewDesk(Policy.Tight).LoadAsync(Script.Sick(Service.Url)));
    }

    internal RunningServer Server { get; private set; } = null!;

    internal CheckoutService Service { get; private set; } = null!;

    /// <summary>A run that holds its limits.</summary>
    internal Task<LintedRun> HealthyAsync() => _healthy.Value;

    /// <summary>A run with slow requests and failing ones.</summary>
    internal Task<LintedRun> SickAsync() => _sick.Value;

    /// <summary>Another person's desk: nothing of a run lies there.</summary>
    internal Desk NewDesk(string limits, string more = "") => new(Policy.Of(Service.Url, limits, more: more), Server.Data);

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync();
        Service = await Server.StartServiceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in (Lazy<Task<LintedRun>>[])[_healthy, _sick])
        {
            if (run is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) (await run.Value).Desk.Dispose();
        }

        Service?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
    }
}
