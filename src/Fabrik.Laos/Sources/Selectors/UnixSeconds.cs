using System.Globalization;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Selectors;

internal static class UnixSeconds
{
    /// <summary>Seconds since 1970 with three decimals.</summary>
    public static string Of(UnixTime time) => (time.Nanoseconds / 1_000_000 / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
