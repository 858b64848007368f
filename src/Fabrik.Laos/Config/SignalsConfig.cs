using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Config;

public sealed record SignalsConfig
{
    [ConfigKey("Spans.")]
    public SignalDemand Traces { get; init; } = SignalDemand.True;

    [ConfigKey("Metrics.")]
    public SignalDemand Metrics { get; init; } = SignalDemand.Optional;

    [ConfigKey("Log lines.")]
    public SignalDemand Logs { get; init; } = SignalDemand.Optional;

    [ConfigKey("Errors.")]
    public SignalDemand Errors { get; init; } = SignalDemand.True;

    [ConfigKey("Profiles.")]
    public SignalDemand Profiles { get; init; } = SignalDemand.Optional;

    public SignalDemand Of(SignalKind signal) => signal switch
    {
        SignalKind.Traces => Traces,
        SignalKind.Metrics => Metrics,
        SignalKind.Logs => Logs,
        SignalKind.Errors => Errors,
        SignalKind.Profiles => Profiles,
        _ => SignalDemand.False,
    };
}
