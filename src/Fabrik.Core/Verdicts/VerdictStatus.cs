namespace Fabrik.Core.Verdicts;

/// <summary>What a judge concluded. Only <see cref="Pass"/> opens a gate.</summary>
public enum VerdictStatus
{
    Pass,
    Fail,
    Inconclusive,
    Error,
}
