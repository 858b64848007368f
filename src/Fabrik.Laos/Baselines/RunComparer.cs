using Fabrik.Core.Scope;
using Fabrik.Laos.Baselines.Attributing;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Baselines;

/// <summary>Compares a run with baseline runs. Pure, and seeded by the run ids: same evidence and config, same comparison.</summary>
public static class RunComparer
{
    /// <summary>So many baseline runs before a difference may fail a gate: below, one odd run decides.</summary>
    public const int GatingReplicates = 10;

    /// <param name="runs">The run; or several of the same code. At least one, each with a run id.</param>
    /// <param name="baselines">At least one, each with a run id.</param>
    public static Comparison Compare(
        IReadOnlyList<RunEvidence> runs, IReadOnlyList<RunEvidence> baselines, BaselineConfig config, FailureDetailsConfig details)
    {
        if (runs.Count == 0 || baselines.Count == 0) throw new ArgumentException("Expected a run and a baseline.", runs.Count == 0 ? nameof(runs) : nameof(baselines));
        List<RunSeries> run = [.. runs.Select(RunSeries.From).OrderBy(r => r.Run)], baseline = [.. baselines.Select(RunSeries.From).OrderBy(r => r.Run)];
        var evidence = EvidenceCheck.Of(run, baseline);
        var betweenRuns = baseline.Count >= GatingReplicates;
        var deltas = MetricComparison.Of(run, baseline, config);
        var notCompared = NotCompared(run, baseline).ToList();
        var outcome = ComparisonOutcome.Of(deltas, evidence.Reason, notCompared.Count > 0 || evidence.Incomplete, baseline.Count);
        return new Comparison
        {
            Verdict = outcome.Status,
            Summary = outcome.Summary,
            Runs = [.. run.Select(r => r.Run)],
            Baselines = [.. baseline.Select(r => r.Run)],
            Fingerprint = run.Select(r => r.Fingerprint).Distinct(StringComparer.Ordinal).Count() == 1 ? run[0].Fingerprint : null,
            Reason = evidence.Reason,
            Deltas = deltas,
            Attribution = Attribution.Of(run, baseline, details),
            Noise = RunNoise.Of([.. baseline.Where(b => b.Fingerprint == run[0].Fingerprint)], config.Alpha),
            Notes = [.. evidence.Notes, .. notCompared, .. Unbounded(run, baseline, betweenRuns), Method(run.Count, baseline.Count, deltas.Count, config.Alpha)],
        };
    }

    private static IEnumerable<string> NotCompared(List<RunSeries> run, List<RunSeries> baseline)
    {
        foreach (var metric in ComparedMetric.All)
        {
            List<RunId> without = [.. run.Concat(baseline).Where(r => r.Of(metric) is null).Select(r => r.Run).Distinct()];

            // Nobody misses what no run has, but for requests: without those nothing is known.
            var missed = without.Count < run.Concat(baseline).Select(r => r.Run).Distinct().Count() || metric == ComparedMetric.Requests;
            if (without.Count > 0 && missed) yield return $"{metric.Name} is not compared: no evidence of it in {ComparisonOutcome.Names([.. without.Select(r => r.Value)])}";
        }
    }

    private static IEnumerable<string> Unbounded(List<RunSeries> run, List<RunSeries> baseline, bool betweenRuns) => betweenRuns
        ? []
        : ComparedMetric.All.SelectMany(m => run.Concat(baseline).Where(r => r.Of(m)?.Unbounded is not null).Take(1).Select(r => $"{m.Name} of {r.Run}: {r.Of(m)!.Unbounded}"));

    private static string Method(int runs, int baselines, int metrics, double alpha) => baselines < GatingReplicates
        ? "compared by block bootstrap of the requests; noise between runs is seen only as far as there are several"
        : RunLevelTest.IsPermutation(runs, baselines, alpha / Math.Max(1, metrics))
            ? "compared run by run, by a permutation test"
            : $"compared run by run, by Student's test: {(runs == 1 ? "one run leaves" : $"{runs} runs leave")} too few permutations";
}
