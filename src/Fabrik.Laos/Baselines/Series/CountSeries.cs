using Fabrik.Core.Randomness;
using Fabrik.Core.Statistics;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>How many there were; it scatters as the counts in sixtieths of the run do.</summary>
internal sealed class CountSeries : MetricSeries
{
    private const int Slots = 60;
    private readonly double[] _slots;

    /// <param name="starts">Ascending, at least one.</param>
    public CountSeries(IReadOnlyList<UnixTime> starts)
    {
        var (first, length) = (starts[0].Nanoseconds, starts[^1].Nanoseconds - starts[0].Nanoseconds);
        _slots = new double[length == 0 ? 1 : Slots];
        foreach (var start in starts) _slots[length == 0 ? 0 : (int)Math.Min(Slots - 1, (start.Nanoseconds - first) * (double)Slots / length)]++;
        Value = starts.Count;
    }

    public override double Value { get; }

    public override double[] Resample(int count, CounterRandom random) =>
        [.. new CircularBlocks(_slots, BlockBootstrap.DefaultBlockLength(_slots.Length)).Means(count, random).Select(mean => mean * _slots.Length)];
}
