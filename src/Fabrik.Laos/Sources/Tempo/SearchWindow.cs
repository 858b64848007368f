using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>A stretch of whole seconds since 1970, as searches take them. A trace that overlaps it is found.</summary>
internal readonly record struct SearchWindow(long Start, long End)
{
    /// <summary>The whole seconds around [since, until), in slices of at most <paramref name="longest"/>.</summary>
    public static IReadOnlyList<SearchWindow> Over(UnixTime since, UnixTime until, TimeSpan? longest)
    {
        const long Second = 1_000_000_000;
        var start = since.Nanoseconds / Second;
        var end = Math.Max((until.Nanoseconds / Second) + (until.Nanoseconds % Second == 0 ? 0 : 1), start + 1);
        var length = longest is { } limit ? Math.Max((long)limit.TotalSeconds, 1) : end - start;
        List<SearchWindow> windows = [];
        for (var at = start; at < end; at += length) windows.Add(new SearchWindow(at, Math.Min(at + length, end)));
        return windows;
    }

    /// <summary>Nothing for the shortest window there is.</summary>
    public IReadOnlyList<SearchWindow> Halves() =>
        End - Start <= 1 ? [] : [new SearchWindow(Start, Start + ((End - Start) / 2)), new SearchWindow(Start + ((End - Start) / 2), End)];
}
