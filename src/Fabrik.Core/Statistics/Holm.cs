namespace Fabrik.Core.Statistics;

/// <summary>Keeps the chance of any false finding among many tests: Holm, Scandinavian Journal of Statistics 6 (1979).</summary>
public static class Holm
{
    /// <summary>Adjusted p-values in the order given; a test is significant at a level when its adjusted value is at or below it.</summary>
    /// <param name="pValues">Each 0 to 1; none is fine. Need not be independent.</param>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        foreach (var p in pValues) Samples.ThrowIfNotProbability(p, nameof(pValues));
        var keys = pValues.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(keys, order);
        var adjusted = new double[keys.Length];
        var running = 0.0;
        for (var rank = 0; rank < keys.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (keys.Length - rank) * keys[rank]));
            adjusted[order[rank]] = running;
        }

        return adjusted;
    }
}
