using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>All that a rule looks at, and where it writes what it finds.</summary>
/// <param name="Spans">Those of the run itself: foreign ones are left out.</param>
/// <param name="Population">Whose latency and errors are judged.</param>
internal sealed record LintCase(LaosConfig Config, RunEvidence Evidence, IReadOnlyList<SpanSample> Spans, Population Population, Docket Docket)
{
    public Measure Rate(string metric, long events, long n, double limit, string of)
    {
        var bounds = Core.Statistics.Proportion.ClopperPearson(events, n, Decision.TwoSided);
        var state = Decision.Of(Config.Strict, (double)events / n, bounds.Low, bounds.High, limit);
        var needs = state == MeasureState.Undecided ? NeededSample.For(n - events, n, 1 - limit) : null;
        return new Measure(metric, (double)events / n, limit, "ratio", bounds.Low, bounds.High, n, of, state, needs);
    }

    public Measure Quantile(string metric, DurationSample sample, double p, double limit, string of)
    {
        // The largest value has no distribution-free bound: it is what it is, and one request is not to fail a gate.
        if (p == 1)
        {
            var kept = sample.Max <= limit ? MeasureState.Holds : MeasureState.Broken;
            return new Measure(metric, sample.Max, limit, "ms", null, null, sample.Count, of, kept, null, Core.Verdicts.Severity.Warning);
        }

        var (value, (low, high)) = (sample.Quantile(p), sample.Bounds(p));
        var state = Decision.Of(Config.Strict, value, low, high, limit);
        var needs = state == MeasureState.Undecided ? NeededSample.For(sample.AtMost(limit), sample.Count, p) : null;
        return new Measure(metric, value, limit, "ms", low, high, sample.Count, of + sample.Precision, state, needs);
    }

    /// <summary>Why a measure is undecided.</summary>
    public static string Why(Measure measure) =>
        $"{measure.Metric} is {JudgeText.Quantity(measure.Value, measure.Unit)} (n = {measure.N} {measure.Of}); its 95 % bounds "
        + $"[{Bound(measure.Low, measure.Unit)}, {Bound(measure.High, measure.Unit)}] do not lie on one side of the limit of {JudgeText.Quantity(measure.Limit, measure.Unit)}";

    private static string Bound(double? value, string unit) => value is { } number ? JudgeText.Quantity(number, unit) : "–";
}
