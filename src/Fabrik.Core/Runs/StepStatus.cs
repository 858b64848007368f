namespace Fabrik.Core.Runs;

/// <summary>How a step stands. <see cref="Interrupted"/> is a pause for a person, never a failure.</summary>
public enum StepStatus
{
    Running,
    Ok,
    Error,
    Interrupted,
    Blocked,
    Rejected,
    Expired,
    Ambiguous,
    Cancelled,
}
