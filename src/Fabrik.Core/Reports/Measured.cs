using System.Globalization;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>Numbers for people: three significant digits, more only where a value and its limit would look alike.</summary>
internal static class Measured
{
    /// <summary>Value and limit with their unit; empty where the finding has none.</summary>
    public static (string Value, string Limit) Of(Finding finding)
    {
        var digits = 3;
        if (finding is { Value: { } value, Limit: { } limit } && value != limit)
            while (digits < 17 && Number(value, digits) == Number(limit, digits)) digits++;
        return (Text(finding.Value, finding.Unit, digits), Text(finding.Limit, finding.Unit, digits));
    }

    private static string Text(double? number, string? unit, int digits) =>
        number is not { } value ? "" : unit is null ? Number(value, digits) : $"{Number(value, digits)} {unit}";

    private static string Number(double value, int digits)
    {
        if (double.IsNaN(value)) return "not a number";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";

        // Whole digits are never rounded away: 12346, not 12300.
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (magnitude is < -6 or > 15) return value.ToString("G" + digits, CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(digits - 1 - magnitude, 0, 20);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }
}
