using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Counts events into groups. The group's title is that of its most frequent row, its trace that of its newest event that names one.</summary>
internal sealed class ErrorTally
{
    private readonly Dictionary<string, Entry> _groups = new(StringComparer.Ordinal);

    public long Total => _groups.Values.Sum(g => g.Count);

    public void Add(string group, string title, string? culprit, long count, UnixTime lastSeen, TraceId? trace, string? link)
    {
        if (!_groups.TryGetValue(group, out var entry)) _groups[group] = entry = new Entry { Title = title, Culprit = culprit, Link = link };
        entry.Count += count;
        if (count > entry.Largest) (entry.Largest, entry.Title, entry.Culprit) = (count, title, culprit);
        if (lastSeen >= entry.LastSeen) (entry.LastSeen, entry.Trace) = (lastSeen, trace ?? entry.Trace);
        else entry.Trace ??= trace;
    }

    public void Trace(string group, TraceId trace)
    {
        if (_groups.TryGetValue(group, out var entry)) entry.Trace ??= trace;
    }

    public IReadOnlyList<ErrorGroup> Groups() =>
    [
        .. _groups
            .OrderByDescending(g => g.Value.Count)
            .ThenBy(g => g.Value.Title, StringComparer.Ordinal)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ErrorGroup(g.Value.Title, g.Value.Count, g.Value.LastSeen, g.Value.Culprit, g.Value.Trace, g.Value.Link)),
    ];

    private sealed class Entry
    {
        public required string Title { get; set; }

        public string? Culprit { get; set; }

        public string? Link { get; init; }

        public long Count { get; set; }

        public long Largest { get; set; }

        public UnixTime LastSeen { get; set; }

        public TraceId? Trace { get; set; }
    }
}
