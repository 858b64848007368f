using Fabrik.Core.Config;

namespace Fabrik.Laos.Config;

/// <summary>Defaults of <c>fabrik laos run</c>.</summary>
public sealed record LoadConfig
{
    [ConfigKey("Base URL of what is tested; only hosts under it get the run's headers.", Pattern = "https?://.+")]
    public string? BaseUrl { get; init; }

    [ConfigKey("How long a service's exporter may hold spans back: what counts as settled must be older.", Min = 0, Max = 120)]
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);

    [ConfigKey("Longest wait for evidence after the test's end.", Min = 1, Max = 600)]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(55);

    [ConfigKey("Requests at the start that are left out of the judgement.", Min = 0)]
    public TimeSpan WarmUp { get; init; } = TimeSpan.Zero;
}
