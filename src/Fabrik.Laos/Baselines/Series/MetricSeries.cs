using Fabrik.Core.Randomness;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>One metric of one run: its value, and how it would scatter in a run of the same kind of requests.</summary>
internal abstract class MetricSeries
{
    public abstract double Value { get; }

    /// <summary>Why nothing can be said about the scatter within the run; null when it can.</summary>
    public virtual string? Unbounded => null;

    /// <summary>Values of so many resampled runs.</summary>
    public abstract double[] Resample(int count, CounterRandom random);

    /// <summary>Cliff's delta over the other run's observations; null where the metric has no single observations.</summary>
    public virtual double? EffectOver(MetricSeries other) => null;
}
