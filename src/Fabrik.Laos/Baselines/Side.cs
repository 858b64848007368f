using Fabrik.Core.Randomness;
using Fabrik.Core.Scope;
using Fabrik.Laos.Baselines.Series;

namespace Fabrik.Laos.Baselines;

/// <summary>One metric of all runs on one side of a comparison.</summary>
internal sealed class Side
{
    private readonly IReadOnlyList<(RunId Run, MetricSeries Series)> _runs;
    private readonly string _metric;
    private double[][]? _within;

    /// <param name="runs">In ordinal order of their ids; at least one.</param>
    public Side(ComparedMetric metric, IReadOnlyList<(RunId Run, MetricSeries Series)> runs)
    {
        (_metric, _runs, Values) = (metric.Name, runs, [.. runs.Select(r => r.Series.Value)]);
        Centre = Scale.Centre([.. Values]);
    }

    public double[] Values { get; }

    public double Centre { get; }

    public IEnumerable<MetricSeries> Series => _runs.Select(r => r.Series);

    /// <summary>Each run's value as it scatters within the run.</summary>
    public double[][] Within => _within ??=
        [.. _runs.Select(r => r.Series.Resample(Math.Max(100, DifferenceBootstrap.Resamples / _runs.Count), Stream("within", r.Run.Value)))];

    /// <summary>Mean variance of a run's value by what happened within it, on the scale.</summary>
    public double WithinVariance(Scale scale) => Within.Average(draws => Variance([.. draws.Select(scale.To)]));

    /// <summary>
    /// The draws that belong to this side. They hang on the ids of its runs only, so swapping the sides mirrors the differences, and a run
    /// never differs from itself.
    /// </summary>
    public CounterRandom Draws() => Stream("between", string.Join(' ', _runs.Select(r => r.Run)));

    public static double Variance(double[] values)
    {
        if (values.Length < 2) return 0;
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }

    private CounterRandom Stream(string level, string runs) => CounterRandom.From(0, "laos.compare", level, _metric, runs);
}
