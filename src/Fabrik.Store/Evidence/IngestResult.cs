using Fabrik.Core.Scope;

namespace Fabrik.Store.Evidence;

/// <summary>What became of one batch, in the order of its groups and steps.</summary>
/// <param name="Runs">For each group, the run its steps joined.</param>
/// <param name="Steps">For each group, each step's outcome.</param>
public sealed record IngestResult(IReadOnlyList<RunId> Runs, IReadOnlyList<IReadOnlyList<StepOutcome>> Steps);
