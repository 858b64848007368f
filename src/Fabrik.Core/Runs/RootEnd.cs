using Fabrik.Core.Scope;

namespace Fabrik.Core.Runs;

/// <summary>
/// What one span says about how a root of the agent's work ended: the root itself by ending, or a child that paused under it,
/// which a root that swallowed the pause says nothing of. Ends of one root add up in any order; among roots one of them counts.
/// </summary>
/// <param name="Root">The root's step; where a child speaks, its parent.</param>
public sealed record RootEnd(StepId Root, RunEnd End);
