namespace Fabrik.Store.Runs;

/// <param name="Next">Where the next page starts; null on the last one.</param>
public sealed record Page<TItem, TCursor>(IReadOnlyList<TItem> Items, TCursor? Next)
    where TCursor : struct;
