using Fabrik.Core.Statistics;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Baselines;

/// <summary>Which differences are worth a word: significance alone finds trifles in large samples.</summary>
internal sealed class Floors(BaselineConfig config)
{
    /// <summary>One point: a share that can't be told from the baseline's, and can't be further off than this, counts as the same.</summary>
    private const double Share = 0.01;

    /// <param name="p">Adjusted; null without an interval.</param>
    /// <param name="betweenRuns">True when runs were compared, false when requests were.</param>
    public (DeltaState State, bool MayBeWorse) Judge(
        ComparedMetric metric, double baseline, double delta, Interval? interval, double? effect, double? p, bool betweenRuns)
    {
        if (interval is not { } range) return (DeltaState.Undecided, true);
        if (p <= config.Alpha && Counts(metric, baseline, delta, effect, betweenRuns))
        {
            return delta > 0 == metric.MoreIsWorse ? (DeltaState.Worse, false) : (DeltaState.Better, false);
        }

        var margin = Margin(metric, baseline);
        if (range.Low >= -margin && range.High <= margin) return (DeltaState.Same, false);
        return (DeltaState.Undecided, metric.MoreIsWorse ? range.High > margin : range.Low < -margin);
    }

    private bool Counts(ComparedMetric metric, double baseline, double delta, double? effect, bool betweenRuns)
    {
        // A share of failed requests has a small effect over requests by nature: five in a hundred are 0.05.
        var effectCounts = betweenRuns || metric.Unit == "ms";
        return Math.Abs(delta) > config.MaxIncrease * baseline
            && (metric.Unit != "ms" || Math.Abs(delta) > config.FloorMs)
            && (!effectCounts || effect is not { } size || Math.Abs(size) >= config.MinEffect);
    }

    private double Margin(ComparedMetric metric, double baseline) => Math.Max(
        config.MaxIncrease * baseline,
        metric.Unit switch { "ms" => config.FloorMs, "ratio" => Share, _ => 0 });
}
