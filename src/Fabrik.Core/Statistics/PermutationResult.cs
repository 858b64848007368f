namespace Fabrik.Core.Statistics;

/// <param name="Observed">The statistic of the samples as given.</param>
/// <param name="PValue">The share of rearrangements at least as extreme, the observed one included; never 0.</param>
/// <param name="Exact">True when every rearrangement was looked at.</param>
/// <param name="Permutations">How many rearrangements were looked at.</param>
public readonly record struct PermutationResult(double Observed, double PValue, bool Exact, int Permutations);
