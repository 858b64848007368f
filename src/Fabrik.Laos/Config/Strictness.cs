namespace Fabrik.Laos.Config;

/// <summary>How a threshold is held against a measured number.</summary>
public enum Strictness
{
    /// <summary>By the 95 % interval: a pass or a failure must be sure; in between is inconclusive, with the n it would take.</summary>
    Interval,

    /// <summary>By the number alone.</summary>
    Point,
}
