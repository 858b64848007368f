using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>
/// Finds all traces of a query. An answer that lists as many traces as it may has left some out, in no order, so its window is halved
/// until every part fits or a second can't be halved any more.
/// </summary>
internal sealed class TempoSearch(TempoClient client, TempoLimits limits)
{
    /// <summary>Traces of one answer: few enough that a cut answer wastes little, many enough that most runs take one search.</summary>
    public const int TracesPerAnswer = 2000;

    /// <summary>Of one query. With the traces of an answer, room for half a million traces.</summary>
    public const int MaxSearches = 512;

    public int Limit { get; } = Math.Min(limits.MaxTraces ?? TracesPerAnswer, TracesPerAnswer);

    /// <param name="spansPerSet">Spans listed a trace.</param>
    public async Task<SearchResult> RunAsync(string query, UnixTime since, UnixTime until, int spansPerSet, CancellationToken cancellation)
    {
        var found = new Dictionary<TraceId, FoundTrace>();
        var (searches, windows, cut, unreadable) = (0, 0, 0, 0);
        var open = SearchWindow.Over(since, until, limits.MaxRange);
        while (open.Count > 0)
        {
            if (searches + open.Count > MaxSearches) return new SearchResult([.. found.Values], windows + open.Count, cut + open.Count, unreadable, Exhausted: true);
            searches += open.Count;
            var answers = await Task.WhenAll(open.Select(window => client.SearchAsync(query, window, Limit, spansPerSet, cancellation)));
            List<SearchWindow> next = [];
            foreach (var (window, answer) in open.Zip(answers))
            {
                foreach (var trace in answer.Traces) found[trace.Trace] = found.TryGetValue(trace.Trace, out var known) ? known.With(trace) : trace;
                unreadable += answer.Unreadable;
                var halves = answer.Listed >= Limit ? window.Halves() : [];
                next.AddRange(halves);
                if (halves.Count > 0) continue;
                windows++;
                if (answer.Listed >= Limit) cut++;
            }

            open = next;
        }

        return new SearchResult([.. found.Values], windows, cut, unreadable, Exhausted: false);
    }
}
