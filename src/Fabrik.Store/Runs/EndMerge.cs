using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Store.Runs;

/// <summary>What several ends of one run come to. The order in which they are merged plays no part.</summary>
internal static class EndMerge
{
    /// <summary>Of the ends of two roots, the one that counts: the declared one, else the later one.</summary>
    public static RunEnd? Of(RunEnd? a, RunEnd? b)
    {
        if (a is null || b is null) return a ?? b;
        if (a.Declared != b.Declared) return a.Declared ? a : b;
        return Compare(a, b) >= 0 ? a : b;
    }

    /// <summary>
    /// The end of one root of which two things are known: a pause under it takes the place of its success, at the later time
    /// of the two. A failure or a cancellation stands against both.
    /// </summary>
    public static RunEnd OfRoot(RunEnd a, RunEnd b)
    {
        if (IsSettled(a) != IsSettled(b)) return IsSettled(a) ? a : b;
        var later = Of(a, b)!;
        return later.Status == RunStatus.Ok && (a.Status == RunStatus.Interrupted || b.Status == RunStatus.Interrupted)
            ? later with { Status = RunStatus.Interrupted }
            : later;
    }

    /// <summary>The trace that a group's ends came with, and move with; null for none.</summary>
    public static TraceId? TraceOf(RunGroup group) => group.Trace ?? group.Steps.Select(s => s.Span?.Trace).FirstOrDefault(t => t is not null);

    private static bool IsSettled(RunEnd end) => end.Status is RunStatus.Failed or RunStatus.Cancelled;

    // Ends at the same instant: a failure should not hide behind a success, and what goes on after a pause ends no earlier than it.
    private static int Compare(RunEnd a, RunEnd b)
    {
        var order = a.EndedAt.CompareTo(b.EndedAt);
        if (order == 0) order = Weight(a.Status).CompareTo(Weight(b.Status));
        if (order == 0) order = string.CompareOrdinal(a.Error?.Type, b.Error?.Type);
        return order == 0 ? string.CompareOrdinal(a.Error?.Message, b.Error?.Message) : order;
    }

    private static int Weight(RunStatus status) => status switch
    {
        RunStatus.Failed => 4,
        RunStatus.Cancelled => 3,
        RunStatus.Ok => 2,
        RunStatus.Interrupted => 1,
        _ => 0,
    };
}
