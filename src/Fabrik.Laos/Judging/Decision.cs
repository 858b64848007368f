using Fabrik.Laos.Config;

namespace Fabrik.Laos.Judging;

/// <summary>Whether a number keeps a limit.</summary>
internal static class Decision
{
    /// <summary>The chance of being right that a pass or a failure must have, each on its own side.</summary>
    public const double Confidence = 0.95;

    /// <summary>The two-sided confidence whose ends are those one-sided bounds.</summary>
    public const double TwoSided = (2 * Confidence) - 1;

    /// <summary>
    /// By the number alone, or by its bounds: only an upper bound within the limit holds, only a lower bound above it breaks. A limit of zero
    /// is always held against the number: no sample could bound a chance to zero, so it asks for what was seen.
    /// </summary>
    public static MeasureState Of(Strictness strict, double value, double? low, double? high, double limit) => (strict, limit) switch
    {
        (Strictness.Point, _) or (_, 0) => value <= limit ? MeasureState.Holds : MeasureState.Broken,
        _ when high <= limit => MeasureState.Holds,
        _ when low > limit => MeasureState.Broken,
        _ => MeasureState.Undecided,
    };
}
