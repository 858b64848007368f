using Fabrik.Core.Scope;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>How long each request waited for databases: the union of the database spans of its trace, so overlaps count once.</summary>
internal static class DatabaseTime
{
    /// <returns>Milliseconds a request; null when no database span was seen at all.</returns>
    public static DurationSample? Of(IReadOnlyList<SpanSample> spans, Population requests)
    {
        var byTrace = spans.Where(s => s is { Database: true, Trace: not null }).GroupBy(s => s.Trace!.Value).ToDictionary(g => g.Key, g => new BusyTime(g));
        if (byTrace.Count == 0) return null;
        var sample = new DurationSample();
        foreach (var request in requests.Spans)
            sample.Add(request.Trace is { } trace && byTrace.TryGetValue(trace, out var busy) ? busy.Within(request.StartedAt.Nanoseconds, request.EndedAt.Nanoseconds) / 1e6 : 0);
        return sample;
    }

    /// <summary>Disjoint stretches of time in ascending order, with the time before each summed up: any window is two searches.</summary>
    private sealed class BusyTime
    {
        private readonly List<(long From, long To, long Before)> _stretches = [];

        public BusyTime(IEnumerable<SpanSample> spans)
        {
            foreach (var span in spans.OrderBy(s => s.StartedAt.Nanoseconds))
            {
                var (from, to) = (span.StartedAt.Nanoseconds, span.EndedAt.Nanoseconds);
                if (to <= from) continue;
                if (_stretches.Count > 0 && from <= _stretches[^1].To) _stretches[^1] = _stretches[^1] with { To = Math.Max(to, _stretches[^1].To) };
                else _stretches.Add((from, to, _stretches.Count == 0 ? 0 : _stretches[^1].Before + _stretches[^1].To - _stretches[^1].From));
            }
        }

        public long Within(long from, long to) => Math.Max(0, Until(to) - Until(from));

        private long Until(long time)
        {
            var (low, high) = (0, _stretches.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_stretches[middle].From < time) low = middle + 1;
                else high = middle;
            }

            return low == 0 ? 0 : _stretches[low - 1].Before + Math.Min(time, _stretches[low - 1].To) - _stretches[low - 1].From;
        }
    }
}
