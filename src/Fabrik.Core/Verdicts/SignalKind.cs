namespace Fabrik.Core.Verdicts;

public enum SignalKind
{
    Traces,
    Logs,
    Errors,
    Profiles,
    Metrics,
    KernelEvents,
}
