using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Fleet;

/// <summary>The stored lint of one run.</summary>
/// <param name="Violations">In any order.</param>
public sealed record FleetRun(
    RunId Run, string? Service, string? Agent, string? Env, VerdictStatus Verdict, UnixTime StartedAt, IReadOnlyList<FleetViolation> Violations)
{
    /// <summary>The one furthest over its limit; null when none is broken.</summary>
    public FleetViolation? Worst => Violations.OrderByDescending(v => v.Excess).ThenBy(v => v.Metric, StringComparer.Ordinal).FirstOrDefault();
}
