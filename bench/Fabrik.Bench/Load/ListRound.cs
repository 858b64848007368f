using System.Diagnostics;
using Fabrik.Bench.Results;

namespace Fabrik.Bench.Load;

/// <summary>One round of asking for runs in every way, one request at a time.</summary>
/// <param name="P95">Of all requests, in ms.</param>
/// <param name="WorstP95">Of the filter that is slowest by it, in ms.</param>
internal sealed record ListRound(double P95, double WorstP95, string Worst)
{
    /// <param name="reads">Requests for each filter.</param>
    public static async Task<ListRound> RunAsync(HttpClient client, IReadOnlyList<RunFilter> filters, int reads)
    {
        var times = filters.Select(_ => new List<double>()).ToArray();

        // Filter by filter in turn, so that none of them has a quiet moment of the machine for itself.
        for (var read = 0; read < reads; read++)
        {
            for (var i = 0; i < filters.Count; i++)
            {
                var query = new Uri(RunFilters.Page + filters[i].Queries[read % filters[i].Queries.Count], UriKind.Relative);
                var clock = Stopwatch.StartNew();
                await client.GetByteArrayAsync(query);
                times[i].Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        var (p95, worst) = filters.Select((f, i) => (P95: Statistic.P95(times[i]), f.Name)).Max();
        return new ListRound(Statistic.P95([.. times.SelectMany(t => t)]), p95, worst);
    }
}
