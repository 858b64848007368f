namespace Fabrik.Core.Statistics;

internal static class Jackknife
{
    /// <summary>
    /// BCa's acceleration: a sixth of the skewness of the statistic when one block at a time is left out (Efron and Tibshirani, 14.15).
    /// 0 where it cannot be told: too few values, or leaving out changes nothing.
    /// </summary>
    public static double Acceleration(ReadOnlySpan<double> sample, int blockLength, SampleStatistic statistic)
    {
        if (sample.Length <= blockLength) return 0;
        var kept = new double[sample.Length];
        var values = new double[(sample.Length + blockLength - 1) / blockLength];
        for (var i = 0; i < values.Length; i++)
        {
            var from = i * blockLength;
            var to = Math.Min(from + blockLength, sample.Length);
            sample[..from].CopyTo(kept);
            sample[to..].CopyTo(kept.AsSpan(from));
            values[i] = statistic(kept.AsSpan(0, sample.Length - (to - from)));
        }

        var mean = values.Average();
        double squares = 0, cubes = 0;
        foreach (var value in values)
        {
            var d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return double.IsFinite(acceleration) ? acceleration : 0;
    }
}
