using Fabrik.Core.Statistics;

namespace Fabrik.Laos.Baselines;

/// <summary>On which scale the values of several runs are compared: logarithms where noise multiplies and no value is 0.</summary>
internal readonly record struct Scale(bool Logarithmic)
{
    public static Scale For(ComparedMetric metric, params IEnumerable<double> values) => new(metric.IsMultiplicative && values.All(v => v > 0));

    /// <summary>A resampled 0 becomes the smallest number there is: so far off that nothing can be concluded.</summary>
    public double To(double value) => Logarithmic ? Math.Log(Math.Max(value, double.Epsilon)) : value;

    public double From(double scaled) => Logarithmic ? Math.Exp(scaled) : scaled;

    /// <summary>The middle of several runs: one bad baseline does not move it much.</summary>
    /// <param name="values">At least one; sorted in place.</param>
    public static double Centre(Span<double> values)
    {
        values.Sort();
        return Quantile.Type7(values, 0.5);
    }
}
