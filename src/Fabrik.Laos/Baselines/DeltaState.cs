namespace Fabrik.Laos.Baselines;

/// <summary>How a metric of a run stands to its baseline.</summary>
public enum DeltaState
{
    Better,

    Worse,

    /// <summary>Whatever difference there is lies within the floors of the config.</summary>
    Same,

    /// <summary>Too few or too noisy to tell.</summary>
    Undecided,
}
