using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Cli.Terminal;

/// <summary>Numbers as people read them: three significant digits, a unit beside the value.</summary>
internal static class Figures
{
    public static string Significant(double value)
    {
        if (value == 0) return "0";
        if (!double.IsFinite(value)) return "?";
        var digits = 2 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits <= 0
            ? Math.Round(value).ToString("#,0", CultureInfo.InvariantCulture)
            : Math.Round(value, Math.Min(digits, 15)).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    public static string Milliseconds(double ms) => ms switch
    {
        0 => "0 ms",
        < 1 => $"{Significant(ms * 1000)} µs",
        < 1000 => $"{Significant(ms)} ms",
        < 60_000 => $"{Significant(ms / 1000)} s",
        < 3_600_000 => $"{(long)(ms / 60_000)} min {(long)(ms / 1000 % 60)} s",
        _ => $"{(long)(ms / 3_600_000)} h {(long)(ms / 60_000 % 60)} min",
    };

    /// <summary>A difference with its sign: <c>+3.1 ms</c>, <c>−3.1 ms</c>, <c>0 ms</c>.</summary>
    public static string Signed(double value, Func<double, string> figure) => (value > 0 ? "+" : value < 0 ? "−" : "") + figure(Math.Abs(value));

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Counted(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>A cost; <c>≥</c> where some calls have no price.</summary>
    public static string Cost(Usd cost, long unpriced)
    {
        if (unpriced > 0 && cost.Pico == 0) return "unknown";
        return (unpriced > 0 ? "≥ $" : "$") + Significant((double)cost.ToDecimal());
    }

    public static string Ago(UnixTime then, UnixTime now) => now.MillisecondsSince(then) switch
    {
        < 0 => "in the future",
        < 10_000 => "just now",
        < 60_000 and var ms => $"{(long)(ms / 1000)} s ago",
        < 3_600_000 and var ms => $"{(long)(ms / 60_000)} min ago",
        < 86_400_000 and var ms => $"{(long)(ms / 3_600_000)} h ago",
        var ms => $"{(long)(ms / 86_400_000)} d ago",
    };
}
