using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;
using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Baselines;

/// <summary>Every metric that all runs have, side by side.</summary>
internal static class MetricComparison
{
    /// <param name="run">In ordinal order of their ids.</param>
    /// <param name="baseline">Likewise; at least <see cref="RunComparer.GatingReplicates"/> are compared run by run, fewer by their requests.</param>
    public static List<MetricDelta> Of(List<RunSeries> run, List<RunSeries> baseline, BaselineConfig config)
    {
        var betweenRuns = baseline.Count >= RunComparer.GatingReplicates;
        var floors = new Floors(config);
        List<(ComparedMetric Metric, Side Run, Side Baseline)> sides =
        [
            .. ComparedMetric.All.Where(m => run.Concat(baseline).All(r => r.Of(m) is not null))
                .Select(m => (m, new Side(m, [.. run.Select(r => (r.Run, r.Of(m)!))]), new Side(m, [.. baseline.Select(r => (r.Run, r.Of(m)!))]))),
        ];
        var raw = sides.ConvertAll(s => Tested(s.Metric, s.Run, s.Baseline, config.Alpha / sides.Count, betweenRuns));
        var adjusted = new Queue<double>(Holm.Adjust([.. raw.Where(t => t is not null).Select(t => t!.Value.P)]));
        return
        [
            .. sides.Zip(raw, (side, tested) =>
            {
                var (metric, mine, theirs) = side;
                var (value, centre) = (mine.Centre, theirs.Centre);
                double? p = tested is null ? null : adjusted.Dequeue();
                var effect = betweenRuns ? CliffsDelta.Of(mine.Values, theirs.Values) : EffectOfRequests(mine, theirs);
                var (state, mayBeWorse) = floors.Judge(metric, centre, value - centre, tested?.Interval, effect, p, betweenRuns);
                return new MetricDelta(
                    metric.Name, metric.Unit, value, centre, centre == 0 ? null : (value - centre) / centre, tested?.Interval, effect, p, state, mayBeWorse);
            }),
        ];
    }

    /// <summary>Null where the runs hold too little to bound the difference.</summary>
    private static DifferenceBootstrap? Tested(ComparedMetric metric, Side run, Side baseline, double level, bool betweenRuns)
    {
        if (!betweenRuns && run.Series.Concat(baseline.Series).Any(s => s.Unbounded is not null)) return null;
        var scale = Scale.For(metric, [.. run.Values, .. baseline.Values]);
        return betweenRuns
            ? DifferenceBootstrap.OfRuns(run, baseline, scale) with { P = RunLevelTest.P(run, baseline, scale, level, CounterRandom.From(0, "laos.compare", "deal", metric.Name)) }
            : DifferenceBootstrap.OfRequests(run, baseline, scale);
    }

    private static double? EffectOfRequests(Side run, Side baseline)
    {
        double?[] effects = [.. run.Series.SelectMany(r => baseline.Series.Select(b => r.EffectOver(b)))];
        return effects.Any(e => e is null) ? null : effects.Average();
    }
}
