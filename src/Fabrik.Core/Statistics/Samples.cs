namespace Fabrik.Core.Statistics;

/// <summary>Guards every function of this folder against inputs that have no answer.</summary>
internal static class Samples
{
    /// <summary>Refuses an empty sample and NaN. Infinities pass: an order has a place for them.</summary>
    public static void ThrowIfUnusable(ReadOnlySpan<double> sample, string name)
    {
        if (sample.IsEmpty) throw new ArgumentException("Expected at least one value.", name);
        foreach (var value in sample)
            if (double.IsNaN(value)) throw new ArgumentException("NaN has no place in a sample: decide what it means before judging.", name);
    }

    public static void ThrowIfNotProbability(double value, string name)
    {
        if (value is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(name, value, "Expected a probability, 0 to 1.");
    }

    public static void ThrowIfNotBetweenZeroAndOne(double value, string name)
    {
        if (value is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(name, value, "Expected a number above 0 and below 1.");
    }

    public static double[] Sorted(ReadOnlySpan<double> sample)
    {
        var copy = sample.ToArray();
        Array.Sort(copy);
        return copy;
    }
}
