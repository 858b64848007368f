using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Config;

public sealed record SignalsConfig
{
    public SignalDemand Traces { get; init; } = SignalDemand.Required;

    public SignalDemand Metrics { get; init; } = SignalDemand.Optional;

    public SignalDemand Logs { get; init; } = SignalDemand.Optional;

    public SignalDemand Errors { get; init; } = SignalDemand.Required;

    public SignalDemand Profiles { get; init; } = SignalDemand.Optional;

    public SignalDemand Of(SignalKind signal) => signal switch
    {
        SignalKind.Traces => Traces,
        SignalKind.Metrics => Metrics,
        SignalKind.Logs => Logs,
        SignalKind.Errors => Errors,
        SignalKind.Profiles => Profiles,
        _ => SignalDemand.Off,
    };
}
