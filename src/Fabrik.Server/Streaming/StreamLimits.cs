namespace Fabrik.Server.Streaming;

/// <summary>How live streams behave.</summary>
public sealed record StreamLimits
{
    public int PerTenant { get; init; } = 100;

    /// <summary>How often the store is asked for what other processes wrote.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The shortest time between two reads of the store for one stream: changes in between are sent together.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a quiet stream says that it lives, and checks that its credentials still hold.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);
}
