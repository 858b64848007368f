using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Baselines;

/// <summary>Which runs a run is compared with: the chosen one, else the last accepted ones that had the same fingerprint.</summary>
public static class BaselineSelection
{
    /// <param name="run">As it was judged; never its own baseline, and neither is what started after it.</param>
    /// <param name="candidates">In any order.</param>
    public static BaselineChoice Choose(BaselineConfig config, BaselineCandidate run, IEnumerable<BaselineCandidate> candidates)
    {
        if (config.Run is { } chosen)
        {
            return RunId.TryParse(chosen, out var id) ? new BaselineChoice([id], null) : new BaselineChoice([], $"baseline.run '{chosen}' is not a run id");
        }

        if (run.Fingerprint is null) return new BaselineChoice([], $"run {run.Run} has no fingerprint to find its like by");
        List<RunId> accepted =
        [
            .. candidates
                .Where(c => c.Verdict == VerdictStatus.Pass && c.Fingerprint == run.Fingerprint && c.Run != run.Run && c.StartedAt <= run.StartedAt)
                .OrderByDescending(c => c.StartedAt).ThenBy(c => c.Run).Take(config.Last).Select(c => c.Run),
        ];
        return new BaselineChoice(accepted, accepted.Count == config.Last ? null : $"{accepted.Count} of {config.Last} accepted runs with the fingerprint of {run.Run}");
    }
}
