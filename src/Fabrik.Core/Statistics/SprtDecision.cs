namespace Fabrik.Core.Statistics;

/// <summary>What a sequential test concludes so far.</summary>
public enum SprtDecision
{
    /// <summary>Neither boundary is reached: more trials are needed. Never a pass.</summary>
    Continue,

    /// <summary>The chance is taken to be the acceptable one or lower.</summary>
    AcceptLow,

    /// <summary>The chance is taken to be the unacceptable one or higher.</summary>
    AcceptHigh,
}
