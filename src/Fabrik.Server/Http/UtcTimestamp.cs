using Fabrik.Core.Time;

namespace Fabrik.Server.Http;

/// <summary>The form nearly every client sends, <c>yyyy-MM-ddTHH:mm:ss[.f{1,9}]Z</c>, read from UTF-8 without making strings.</summary>
internal static class UtcTimestamp
{
    private const int SecondsLength = 19;
    private const long NanosPerTick = 100;

    /// <summary>False for every other form, which <see cref="UnixTime.TryParse"/> decides on.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out UnixTime time)
    {
        time = default;
        if (text.Length is < SecondsLength + 1 or > SecondsLength + 11 || text[^1] != 'Z') return false;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)) return false;
        if (year is < 1970 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59) return false;

        var nanos = 0;
        var fraction = text[SecondsLength..^1];
        if (!fraction.IsEmpty)
        {
            if (fraction.Length == 1 || fraction[0] != '.' || !Digits(fraction[1..], out nanos)) return false;
            for (var digits = fraction.Length - 1; digits < 9; digits++) nanos *= 10;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        time = UnixTime.FromNanoseconds((ticks * NanosPerTick) + nanos);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c)) return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
