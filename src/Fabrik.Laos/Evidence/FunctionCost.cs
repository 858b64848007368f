namespace Fabrik.Laos.Evidence;

/// <param name="SelfShare">Of the profile's total, 0 to 1, without callees.</param>
/// <param name="Self">In <paramref name="Unit"/>.</param>
/// <param name="Unit">e.g. <c>nanoseconds</c>.</param>
public sealed record FunctionCost(string Name, double SelfShare, double Self, string Unit);
