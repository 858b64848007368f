namespace Fabrik.Core.Runs;

/// <summary>How a run stands. <see cref="Running"/> means only that no end was seen yet.</summary>
public enum RunStatus
{
    Running,
    Ok,
    Failed,
    Interrupted,
    Cancelled,
}
