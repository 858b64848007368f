using System.Globalization;
using System.Text;

namespace Fabrik.Core.Config;

/// <summary>Durations as people write them: <c>250ms</c>, <c>10m</c>, <c>1h30m</c>, <c>1.5s</c>; units ms, s, m, h, d, the greater first.</summary>
public static class DurationText
{
    internal const string Pattern = "([0-9]+(\\.[0-9]+)?(ms|s|m|h|d))+";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var (ticks, before) = (0m, long.MaxValue);
        var rest = text.AsSpan();
        if (rest.IsEmpty || text.Length > 64) return false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[digits - 1])) return false;
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAnyExceptInRange('a', 'z');
            var unit = letters < 0 ? rest : rest[..letters];
            var factor = TicksOf(unit);
            if (factor == 0 || factor >= before || number > TimeSpan.MaxValue.Ticks / factor) return false;
            ticks += number * factor;
            before = factor;
            rest = rest[unit.Length..];
        }

        if (ticks > TimeSpan.MaxValue.Ticks) return false;
        duration = new((long)ticks);
        return true;
    }

    /// <summary>A form that <see cref="TryParse"/> reads back; for durations that are not negative.</summary>
    public static string Write(TimeSpan duration)
    {
        var (text, left) = (new StringBuilder(), duration.Ticks);
        foreach (var (unit, ticks) in Units)
        {
            if (left < ticks && !(unit == "ms" && left > 0)) continue;
            // Whole units, and what is left below a millisecond as its fraction.
            var number = unit == "ms" ? left / (decimal)ticks : left / ticks;
            text.Append(number.ToString("0.####", CultureInfo.InvariantCulture)).Append(unit);
            left %= ticks;
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static long TicksOf(ReadOnlySpan<char> unit)
    {
        foreach (var (name, ticks) in Units)
        {
            if (unit.SequenceEqual(name)) return ticks;
        }

        return 0;
    }
}
