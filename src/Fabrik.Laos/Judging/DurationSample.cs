using System.Runtime.InteropServices;
using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Judging;

/// <summary>Durations in milliseconds in bounded memory: every value up to a number of them, a <see cref="LatencySketch"/> beyond.</summary>
internal sealed class DurationSample(int exactUpTo = DurationSample.ExactUpTo)
{
    public const int ExactUpTo = 1_000_000;
    private List<double>? _values = [];
    private LatencySketch? _sketch;
    private bool _sorted;

    public int Count { get; private set; }

    /// <summary>Exact, also when the rest is sketched.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    public bool IsExact => _sketch is null;

    /// <summary>What a report says after the population's name.</summary>
    public string Precision => IsExact ? "" : $" (from a sketch, each value within {LatencySketch.RelativeError:0.0 %})";

    public void Add(double milliseconds)
    {
        Count++;
        Max = Math.Max(Max, milliseconds);
        _sorted = false;
        _values?.Add(milliseconds);
        _sketch?.Add(milliseconds);
        if (_values is null || Count <= exactUpTo) return;
        _sketch = new LatencySketch();
        foreach (var value in _values) _sketch.Add(value);
        _values = null;
    }

    /// <summary>Nearest rank.</summary>
    public double Quantile(double p) =>
        _values is not null ? Core.Statistics.Quantile.NearestRank(Sorted(), p) : p == 1 ? Max : _sketch!.AtRank(Rank(p)).Value;

    /// <summary>Order-statistic bounds of a quantile below 1, each with <see cref="Decision.Confidence"/>; null where the sample is too small for one.</summary>
    public (double? Low, double? High) Bounds(double p)
    {
        var ranks = QuantileInterval.OneSided(Count, p, Decision.Confidence);
        if (_values is null) return (ranks.Lower is { } r ? _sketch!.AtRank(r).Low : null, ranks.Upper is { } s ? _sketch!.AtRank(s).High : null);
        var sorted = Sorted();
        return (ranks.Lower is { } low ? sorted[low - 1] : null, ranks.Upper is { } high ? sorted[high - 1] : null);
    }

    public long AtMost(double limit)
    {
        if (_values is null) return _sketch!.AtMost(limit);
        var count = 0L;
        foreach (var value in _values) count += value <= limit ? 1 : 0;
        return count;
    }

    private long Rank(double p) => Math.Max(1, (long)Math.Ceiling((Count * p) - (1e-12 * Count)));

    private ReadOnlySpan<double> Sorted()
    {
        if (!_sorted) _values!.Sort();
        _sorted = true;
        return CollectionsMarshal.AsSpan(_values);
    }
}
