namespace Fabrik.Core.Config.Shapes;

/// <summary>A range in words; NaN is no bound.</summary>
internal static class ValueRange
{
    public static string Words(double min, double max, Func<double, string> write) => (double.IsNaN(min), double.IsNaN(max)) switch
    {
        (false, false) => $" from {write(min)} to {write(max)}",
        (false, true) => $" of at least {write(min)}",
        (true, false) => $" of at most {write(max)}",
        _ => "",
    };
}
