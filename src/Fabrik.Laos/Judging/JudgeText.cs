using System.Globalization;

namespace Fabrik.Laos.Judging;

/// <summary>Numbers as the judge's sentences have them, in invariant culture.</summary>
internal static class JudgeText
{
    /// <summary><c>n ≥ 2995</c>; null where no n would do.</summary>
    public static string? Needed(Measure measure) => measure.NeedsN is { } n ? string.Create(CultureInfo.InvariantCulture, $"n ≥ {n}") : null;

    /// <summary>With its unit as people write it: a ratio in percent.</summary>
    public static string Quantity(double value, string unit) => unit switch
    {
        "ratio" => $"{Number(value * 100)} %",
        "percent" => $"{Number(value)} %",
        _ => $"{Number(value)} {unit}",
    };

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
