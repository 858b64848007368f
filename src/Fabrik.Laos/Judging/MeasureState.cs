namespace Fabrik.Laos.Judging;

/// <summary>How a measured number stands to its limit.</summary>
public enum MeasureState
{
    Holds,
    Broken,

    /// <summary>The numbers seen do not tell: neither a pass nor a failure.</summary>
    Undecided,
}
