using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fabrik.Core.Time;

/// <summary>
/// An instant as nanoseconds since 1970-01-01T00:00:00Z, 0 to 2^63-1 (the year 2262): the resolution of OTLP.
/// Written as RFC 3339 in UTC with as many of nine fractional digits as are needed.
/// </summary>
public readonly record struct UnixTime : IComparable<UnixTime>
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long NanosPerTick = 100;

    private UnixTime(long nanoseconds) => Nanoseconds = nanoseconds;

    public static UnixTime Zero => default;

    public static UnixTime MaxValue { get; } = new(long.MaxValue);

    public long Nanoseconds { get; }

    /// <summary>Throws for a negative count: instants before 1970 are refused where they enter.</summary>
    public static UnixTime FromNanoseconds(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        return new UnixTime(nanoseconds);
    }

    public static bool TryFromNanoseconds(ulong nanoseconds, out UnixTime time)
    {
        var ok = nanoseconds <= long.MaxValue;
        time = ok ? new UnixTime((long)nanoseconds) : default;
        return ok;
    }

    public static UnixTime From(DateTimeOffset time) =>
        TryFrom(time, 0, out var result) ? result : throw new ArgumentOutOfRangeException(nameof(time), time, "Expected a time in 1970..2262.");

    public static UnixTime Now(TimeProvider time) => From(time.GetUtcNow());

    /// <summary>Reads RFC 3339 with up to nine fractional digits; false outside 1970..2262.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UnixTime time)
    {
        time = default;
        if (text is null || text.Length is < 20 or > 40 || text[10] is not ('T' or 't' or ' ')) return false;

        // .NET keeps seven fractional digits; the last two of nine are read here.
        var extra = 0;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            var digits = end - dot - 1;
            if (digits is 0 or > 9) return false;
            if (digits > 7)
            {
                extra = (text[dot + 8] - '0') * 10 + (digits == 9 ? text[dot + 9] - '0' : 0);
                text = string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end));
            }
        }

        if (text[^1] is not ('Z' or 'z') && (text.Length < 6 || text[^6] is not ('+' or '-'))) return false;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            && TryFrom(parsed, extra, out time);
    }

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / NanosPerTick);

    public UnixTime Add(TimeSpan span) => FromNanoseconds(checked(Nanoseconds + (span.Ticks * NanosPerTick)));

    /// <summary>This much earlier, but not before <see cref="Zero"/>.</summary>
    public UnixTime Before(TimeSpan span) => span.Ticks >= Nanoseconds / NanosPerTick ? Zero : Add(-span);

    /// <summary>The time from <paramref name="earlier"/> to this, in milliseconds; negative if it is not earlier.</summary>
    public double MillisecondsSince(UnixTime earlier) => (Nanoseconds - earlier.Nanoseconds) / 1e6;

    public int CompareTo(UnixTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public static bool operator <(UnixTime a, UnixTime b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(UnixTime a, UnixTime b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(UnixTime a, UnixTime b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(UnixTime a, UnixTime b) => a.Nanoseconds >= b.Nanoseconds;

    public override string ToString()
    {
        var seconds = DateTimeOffset.UnixEpoch.AddSeconds(Nanoseconds / NanosPerSecond)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var fraction = Nanoseconds % NanosPerSecond;
        return fraction == 0
            ? seconds + "Z"
            : $"{seconds}.{fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}Z";
    }

    private static bool TryFrom(DateTimeOffset time, int extraNanos, out UnixTime result)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var ok = ticks is >= 0 and < long.MaxValue / NanosPerTick;
        result = ok ? new UnixTime((ticks * NanosPerTick) + extraNanos) : default;
        return ok;
    }
}
