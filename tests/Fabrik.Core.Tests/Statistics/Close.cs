namespace Fabrik.Core.Tests.Statistics;

internal static class Close
{
    /// <summary>Equal to within a relative error; an expected 0 must be 0.</summary>
    public static void Equal(double expected, double actual, double relative = 1e-11) =>
        Assert.True(
            expected == actual || Math.Abs(actual - expected) <= relative * Math.Abs(expected),
            FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));
}
