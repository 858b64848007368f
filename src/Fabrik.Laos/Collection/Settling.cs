using System.Globalization;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Collection;

/// <summary>
/// Tells whether a signal's evidence has all arrived, from what was seen at each look: the fence that was written after everything else is found,
/// or, where there is none, the count stands still for longer than an exporter holds back. Pure: time is an argument.
/// </summary>
public sealed class Settling(SettleRule rule)
{
    private static readonly int[] PauseSeconds = [1, 1, 2, 3];
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    private long _count = -1;
    private UnixTime _since;
    private int _looks;

    /// <param name="count">Items found at <paramref name="now"/>.</param>
    /// <param name="fence">Whether the fence was found; null where none was written.</param>
    public SettleStep Look(UnixTime now, long count, bool? fence)
    {
        if (_looks == 0 && now >= rule.GiveUp) return Done($"the run ended {Seconds(rule.End, now)} s ago");
        if (count != _count) (_count, _since) = (count, now);
        if (fence == true) return Done("what was written after it can be found");
        if (now >= rule.GiveUp) return new SettleStep(null, false, GivenUp(now, fence));

        // A fence that is still missing says for certain that more may come; without one a steady count must do.
        if (fence is null && count > 0 && now >= rule.Earliest && now.MillisecondsSince(_since) >= rule.Flush.TotalMilliseconds)
            return Done($"the count stood still for {Seconds(_since, now)} s");
        return new SettleStep(Pause(now), false, "more may come");
    }

    private static SettleStep Done(string why) => new(null, true, why);

    private string GivenUp(UnixTime now, bool? fence) => (_count, fence) switch
    {
        (0, _) => $"nothing came within {Seconds(rule.End, now)} s after the end",
        (_, false) => $"what was written {Seconds(rule.End, now)} s ago as a fence can't be found yet",
        _ => $"the count still changed {Seconds(_since, now)} s ago",
    };

    private TimeSpan Pause(UnixTime now)
    {
        var pause = _looks < PauseSeconds.Length ? TimeSpan.FromSeconds(PauseSeconds[_looks]) : LongPause;
        _looks++;
        var left = TimeSpan.FromMilliseconds(rule.GiveUp.MillisecondsSince(now));
        return pause < left ? pause : left;
    }

    private static string Seconds(UnixTime from, UnixTime to) =>
        Math.Max(0, to.MillisecondsSince(from) / 1000).ToString("0", CultureInfo.InvariantCulture);
}
