namespace Fabrik.Core.Statistics;

/// <param name="U">Pairs in which the first sample's value is greater, ties counted half; R's W.</param>
/// <param name="PValue">The chance of a U at least as extreme if both samples come from one distribution.</param>
/// <param name="Exact">True when every arrangement was counted; false for the normal approximation.</param>
/// <param name="Superiority">U over the number of pairs: the chance that a value of the first exceeds one of the second, ties half.</param>
public readonly record struct MannWhitneyResult(double U, double PValue, bool Exact, double Superiority);
