using Fabrik.Core.Statistics;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging.Rules;

/// <summary>Latency quantiles of the population's spans; of a histogram only where there is no span, and said so.</summary>
internal static class LatencyRule
{
    public static void Apply(LintCase lint)
    {
        var limits = lint.Config.Thresholds.LatencyMs;
        if (!limits.Set().Any()) return;
        var durations = lint.Population.Durations();
        foreach (var (name, p, limit) in limits.Set())
        {
            if (durations.Count > 0)
            {
                var measure = lint.Quantile($"latency_ms.{name}", durations, p, limit, lint.Population.Name);
                lint.Docket.Add(measure, SignalKind.Traces, LintCase.Why(measure));
            }
            else Estimate(lint, $"latency_ms.{name}", p, limit);
        }
    }

    private static void Estimate(LintCase lint, string metric, double p, double limit)
    {
        var found = lint.Evidence.Metrics.Latency.FirstOrDefault(q => Math.Abs(q.P - p) < 1e-9 && double.IsFinite(q.Milliseconds));
        if (found is null || lint.Config.Signals.Metrics == SignalDemand.False)
        {
            lint.Docket.Skip($"laos.{metric}", "no request and no agent call was seen", "spans of requests or agent calls");
            return;
        }

        var measure = OfBucket(lint.Config.Strict, metric, found, limit);
        lint.Docket.Add(
            measure,
            SignalKind.Metrics,
            measure.NeedsN is null ? $"{metric} lies in a histogram bucket around the limit {JudgeText.Number(limit)}; spans or narrower buckets would tell" : LintCase.Why(measure));
    }

    /// <summary>All that is known of the value is its bucket; too few observations leave that open above.</summary>
    private static Measure OfBucket(Strictness strict, string metric, HistogramQuantile found, double limit)
    {
        var n = (long)Math.Max(0, Math.Floor(found.Count));
        var needed = found.P < 1 ? QuantileInterval.OneSided(0, found.P, Decision.Confidence).NeededForUpper : 1;
        var high = n >= needed && found.High is { } edge && double.IsFinite(edge) ? edge : (double?)null;
        var state = Decision.Of(strict, found.Milliseconds, found.Low, high, limit);
        return new Measure(
            metric, found.Milliseconds, limit, "ms", found.Low, high, n, "requests counted by a histogram (an estimate; the bounds are its bucket's)", state,
            state == MeasureState.Undecided && n < needed ? needed : null, found.P == 1 ? Severity.Warning : Severity.Error);
    }
}
