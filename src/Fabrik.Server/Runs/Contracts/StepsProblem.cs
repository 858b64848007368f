using Fabrik.Server.Problems;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>Some steps conflict; the others are stored.</summary>
internal sealed record StepsProblem : Problem
{
    public required int Accepted { get; init; }

    public required int Duplicates { get; init; }

    public required IReadOnlyList<StepConflict> Conflicts { get; init; }
}
