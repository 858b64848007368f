using Fabrik.Core.Runs;

namespace Fabrik.Store.Runs;

/// <summary>Which of two ends of one run counts: the declared one, else the later one. The order of arrival plays no part.</summary>
internal static class EndMerge
{
    public static RunEnd? Of(RunEnd? a, RunEnd? b)
    {
        if (a is null || b is null) return a ?? b;
        if (a.Declared != b.Declared) return a.Declared ? a : b;
        return Compare(a, b) >= 0 ? a : b;
    }

    // Ends at the same instant: any fixed order will do, and a failure should not hide behind a success.
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
        RunStatus.Interrupted => 2,
        RunStatus.Ok => 1,
        _ => 0,
    };
}
