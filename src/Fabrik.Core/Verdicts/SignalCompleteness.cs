namespace Fabrik.Core.Verdicts;

/// <summary>How much of a signal reached the judge.</summary>
public enum SignalCompleteness
{
    Complete,
    Partial,
    Pending,
    Absent,
    Unreachable,
    Unsupported,
}
