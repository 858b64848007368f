using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines;

/// <summary>One metric of a run beside its baseline.</summary>
/// <param name="Unit"><c>ms</c>, <c>ratio</c> or <c>count</c>.</param>
/// <param name="Run">Median over the runs compared.</param>
/// <param name="Baseline">Median over the baseline runs.</param>
/// <param name="DeltaShare">Of the baseline, 0.1 is 10 % more; null where the baseline is 0.</param>
/// <param name="Interval">95 % interval of <see cref="Delta"/>; null where none can be had.</param>
/// <param name="Effect">Cliff's delta of run over baseline: between runs where they decide, else between requests.</param>
/// <param name="P">Adjusted by Holm over the metrics compared; null without an interval.</param>
/// <param name="MayBeWorse">Not shown to be worse, but a regression above the floors can't be ruled out either.</param>
public sealed record MetricDelta(
    string Metric,
    string Unit,
    double Run,
    double Baseline,
    double? DeltaShare,
    Interval? Interval,
    double? Effect,
    double? P,
    DeltaState State,
    bool MayBeWorse)
{
    public double Delta => Run - Baseline;
}
