namespace Fabrik.Laos.Evidence;

/// <summary>What a profiler kept of the run.</summary>
/// <param name="Types">Profile types with samples, in ordinal order.</param>
/// <param name="Functions">By their own cost, highest first; of the CPU profile where there is one.</param>
public sealed record ProfileSample(IReadOnlyList<string> Types, IReadOnlyList<FunctionCost> Functions)
{
    public static ProfileSample None { get; } = new([], []);
}
