using System.Globalization;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Baselines;

/// <summary>What the deltas come to.</summary>
internal sealed record ComparisonOutcome(VerdictStatus Status, string Summary)
{
    /// <param name="reason">Why it does not gate; null when it does.</param>
    /// <param name="gaps">True where something that should have been compared was not.</param>
    public static ComparisonOutcome Of(IReadOnlyList<MetricDelta> deltas, string? reason, bool gaps, int baselines)
    {
        List<MetricDelta> worse = [.. deltas.Where(d => d.State == DeltaState.Worse).OrderByDescending(d => Math.Abs(d.DeltaShare ?? double.MaxValue)).ThenBy(d => d.Metric, StringComparer.Ordinal)];
        List<string> open = [.. deltas.Where(d => d.MayBeWorse).Select(d => d.Metric)];
        var against = baselines == 1 ? "1 baseline run" : $"{baselines} baseline runs";
        var seen = worse.Count > 0 ? Worse(worse) : deltas.Count == 0 ? "nothing could be compared" : open.Count > 0 ? $"no regression shown, but {Names(open)} may hide one" : "no regression";
        if (reason is not null) return new(VerdictStatus.Inconclusive, $"exploratory, never a gate: {seen} against {against}");
        if (worse.Count > 0) return new(VerdictStatus.Fail, $"{seen} against {against}");
        if (open.Count > 0 || deltas.Count == 0) return new(VerdictStatus.Inconclusive, $"{seen} against {against}");
        return gaps
            ? new(VerdictStatus.Inconclusive, $"{seen} in what was compared against {against}, but not everything was")
            : new(VerdictStatus.Pass, $"{seen} against {against}");
    }

    private static string Worse(List<MetricDelta> worse)
    {
        var first = worse[0];
        var by = first.DeltaShare is { } share ? $"by {(Math.Abs(share) * 100).ToString("0.#", CultureInfo.InvariantCulture)} %" : "up from 0";
        return worse.Count == 1 ? $"{first.Metric} is worse, {by}," : $"{worse.Count} metrics are worse, {first.Metric} most, {by},";
    }

    /// <summary>The first three, and how many more.</summary>
    public static string Names(IReadOnlyCollection<string> names) => names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
