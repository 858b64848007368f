using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>
/// A quantile of durations. Resampled by the share of values at or below it, whose scatter is carried back to the durations by the
/// sample's own order: Woodruff, Journal of the American Statistical Association 47 (1952), with block resampling for his variance.
/// </summary>
internal sealed class QuantileSeries : MetricSeries
{
    private readonly double[] _inTime;
    private readonly double[] _sorted;
    private readonly double _p;
    private readonly int _blockLength;

    /// <param name="inTime">In order of time, at least one value.</param>
    public QuantileSeries(double[] inTime, double p, int blockLength)
    {
        (_inTime, _p, _blockLength) = (inTime, p, blockLength);
        _sorted = [.. inTime.Order()];
        Value = Quantile.NearestRank(_sorted, p);
    }

    public override double Value { get; }

    public override string? Unbounded
    {
        get
        {
            var ranks = QuantileInterval.OrderStatistic(_sorted.Length, _p, 0.95);
            return ranks is { Lower: not null, Upper: not null } ? null : $"n = {_sorted.Length} is too few to bound it";
        }
    }

    public override double[] Resample(int count, CounterRandom random)
    {
        var shares = new CircularBlocks([.. _inTime.Select(ms => ms <= Value ? 1.0 : 0)], _blockLength).Means(count, random);
        var reached = (double)CountNotAbove(Value) / _sorted.Length;
        return [.. shares.Select(share => Quantile.NearestRank(_sorted, Math.Clamp(_p + reached - share, 0, 1)))];
    }

    /// <summary>Over the slowest 2(1 − p) of both: the part of each whose median the quantile is.</summary>
    public override double? EffectOver(MetricSeries other) => CliffsDelta.Of(Slowest(), ((QuantileSeries)other).Slowest());

    private ReadOnlySpan<double> Slowest() => _sorted.AsSpan()[^Math.Clamp((int)Math.Ceiling(2 * (1 - _p) * _sorted.Length), 1, _sorted.Length)..];

    private int CountNotAbove(double value)
    {
        var index = Array.BinarySearch(_sorted, value);
        while (index < _sorted.Length && _sorted[index] <= value) index++;
        return index;
    }
}
