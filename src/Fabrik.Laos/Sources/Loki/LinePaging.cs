using System.Runtime.CompilerServices;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>
/// All lines of a query, page by page. Loki has no cursor: the next page starts at the last line's nanosecond, and what it repeats of that nanosecond is dropped.
/// </summary>
internal static class LinePaging
{
    /// <returns>By time. A nanosecond that holds more lines than a page gives only a page of them.</returns>
    public static async IAsyncEnumerable<LogLine> ReadAsync(
        LokiClient client, LokiLimits limits, string query, UnixTime since, UnixTime until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<(UnixTime, string)>();
        var from = since;
        while (from < until)
        {
            var to = limits.MaxRange is { } range && from.Add(range) < until ? from.Add(range) : until;
            var page = await client.LinesAsync(query, from, to, limits.MaxLines, forward: true, cancellation);
            var news = 0;
            foreach (var line in page)
            {
                if (line.Time != from) seen.Clear();
                from = line.Time;
                if (!seen.Add((line.Time, line.Identity))) continue;
                news++;
                yield return line;
            }

            // A page that is not full ends its range; a full one without anything new is stuck in one nanosecond.
            if (page.Count < limits.MaxLines) from = to;
            else if (news == 0) from = UnixTime.FromNanoseconds(from.Nanoseconds + 1);
        }
    }
}
