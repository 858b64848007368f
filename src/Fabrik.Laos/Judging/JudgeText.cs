using System.Globalization;

namespace Fabrik.Laos.Judging;

/// <summary>Numbers as the judge's sentences have them, in invariant culture.</summary>
internal static class JudgeText
{
    /// <summary><c>n ≥ 2995</c>; null where no n would do.</summary>
    public static string? Needed(Measure measure) => measure.NeedsN is { } n ? string.Create(CultureInfo.InvariantCulture, $"n ≥ {n}") : null;

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
