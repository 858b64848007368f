using Fabrik.Core.Statistics;

namespace Fabrik.Bench.Results;

internal static class Statistic
{
    public static double Median(IReadOnlyList<double> values) => At(values, 0.5);

    public static double P95(IReadOnlyList<double> values) => At(values, 0.95);

    private static double At(IReadOnlyList<double> values, double p) => Quantile.Type7([.. values.Order()], p);
}
