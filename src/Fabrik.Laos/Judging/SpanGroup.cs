using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>Spans of one name or route, summed up. The order in which they are added makes no difference.</summary>
internal sealed class SpanGroup
{
    private Int128 _nanoseconds;

    public DurationSample Durations { get; } = new();

    public long Errors { get; private set; }

    /// <summary>The slowest; of equals the one with the least id.</summary>
    public SpanSample? Slowest { get; private set; }

    public double TotalMs => (double)_nanoseconds / 1e6;

    public void Add(SpanSample span)
    {
        Durations.Add(span.Milliseconds);
        _nanoseconds += span.EndedAt.Nanoseconds - span.StartedAt.Nanoseconds;
        if (Failure.Is(span)) Errors++;
        if (Slowest is null || span.Milliseconds > Slowest.Milliseconds || (span.Milliseconds == Slowest.Milliseconds && span.Id.CompareTo(Slowest.Id) < 0)) Slowest = span;
    }

    /// <summary>By key; spans without one are left out.</summary>
    public static Dictionary<string, SpanGroup> By(IEnumerable<SpanSample> spans, Func<SpanSample, string?> key)
    {
        var groups = new Dictionary<string, SpanGroup>(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            if (key(span) is not { } name) continue;
            if (!groups.TryGetValue(name, out var group)) groups[name] = group = new SpanGroup();
            group.Add(span);
        }

        return groups;
    }
}
