using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines.Series;

namespace Fabrik.Laos.Baselines;

/// <summary>May these runs be set against each other, and may a gate rest on it?</summary>
/// <param name="Reason">Why it may not gate; null when it may.</param>
/// <param name="Incomplete">Part of what happened did not reach the comparison.</param>
internal sealed record EvidenceCheck(string? Reason, bool Incomplete, IReadOnlyList<string> Notes)
{
    public static EvidenceCheck Of(List<RunSeries> run, List<RunSeries> baseline)
    {
        List<RunSeries> all = [.. run, .. baseline];
        List<string> reasons = [], notes = [];
        if (baseline.Count < RunComparer.GatingReplicates)
        {
            var count = baseline.Count == 1 ? "1 baseline run" : $"{baseline.Count} baseline runs";
            reasons.Add($"{count}, and a gate needs {RunComparer.GatingReplicates}");
        }

        Fingerprints(all, reasons, notes);
        if (all.Select(r => r.Population).Distinct(StringComparer.Ordinal).Count() > 1) reasons.Add("latency is of requests served in some runs and of the agent's calls in others");
        if (all.Any(r => r.Evidence.Provenance.Synthetic)) reasons.Add("some of the evidence is synthetic");
        List<string> missing = [.. all.SelectMany(Incompleteness).Distinct(StringComparer.Ordinal)];
        if (missing.Count > 0) reasons.Add("the evidence is not complete");
        notes.AddRange(missing);
        return new EvidenceCheck(reasons.Count == 0 ? null : string.Join("; ", reasons), missing.Count > 0, notes);
    }

    private static void Fingerprints(List<RunSeries> all, List<string> reasons, List<string> notes)
    {
        List<string> without = [.. all.Where(r => r.Fingerprint is null).Select(r => r.Run.Value).Distinct(StringComparer.Ordinal)];
        if (all.Select(r => r.Fingerprint).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1)
        {
            reasons.Add("the runs differ in fingerprint: another script, load, environment, host class or tool version");
        }

        if (without.Count > 0) notes.Add($"no fingerprint of {ComparisonOutcome.Names(without)}: that the load was the same is taken on trust");
    }

    private static IEnumerable<string> Incompleteness(RunSeries run) => run.Evidence.Signals
        .Where(s => s.Signal == SignalKind.Traces && s.Completeness != SignalCompleteness.Complete)
        .Select(s => $"traces of {run.Run}: {s.Reason}");
}
