namespace Fabrik.Core.Verdicts;

/// <summary>The exit codes of every verb.</summary>
public enum ExitCode
{
    Pass = 0,
    Findings = 1,
    Usage = 2,
    Inconclusive = 3,
    Unreachable = 4,
    Bug = 70,
    Interrupted = 130,
}
