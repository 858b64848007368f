using Fabrik.Core.Time;

namespace Fabrik.Laos.Collection;

/// <summary>When a signal's evidence counts as all there.</summary>
/// <param name="End">Of the run: nothing of it is younger.</param>
/// <param name="Flush">How long an exporter may hold evidence back.</param>
/// <param name="Horizon">How far behind now the source's searches end.</param>
/// <param name="GiveUp">No waiting past this moment.</param>
public sealed record SettleRule(UnixTime End, TimeSpan Flush, TimeSpan Horizon, UnixTime GiveUp)
{
    /// <summary>Before this moment no count means anything: more may be on its way, or hidden.</summary>
    public UnixTime Earliest => End.Add(Flush).Add(Horizon);
}
