using Fabrik.Core.Scope;

namespace Fabrik.Laos.Baselines;

/// <param name="Runs">Newest first; may be none.</param>
/// <param name="Reason">Why there are fewer than asked for; null when there are not.</param>
public sealed record BaselineChoice(IReadOnlyList<RunId> Runs, string? Reason);
