using Fabrik.Core.Scope;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>Brings in every span of a request: by search, and by id where a search lists only some of a trace.</summary>
internal sealed class SpanCollection(TempoClient client, TempoLimits limits, EvidenceRequest request)
{
    /// <summary>Traces fetched by id for one request.</summary>
    public const int MaxFetches = 2000;

    private readonly TempoSearch _search = new(client, limits);
    private readonly TempoQueries _queries = new(request, limits.KnowsParents);
    private readonly SpanHarvest _harvest = new(request);
    private readonly Dictionary<TraceId, long> _cut = [];
    private readonly List<string> _sent = [];

    /// <summary>TraceQL as it was sent.</summary>
    public IReadOnlyList<string> Sent => _sent;

    public async Task<SpanHarvest> RunAsync(CancellationToken cancellation)
    {
        var own = await SearchAsync(_queries.Spans, limits.SpansPerSet, cancellation);
        var before = _harvest.Spans.Count;
        if (request.Scope.Run is not null && own.Traces.Any(t => t.Held is not { } held || held > t.Matched))
        {
            await SearchAsync(_queries.Descendants, limits.SpansPerSet, cancellation);
            var nameless = _harvest.Spans.Skip(before).Count(s => _harvest.ForeignRun(s) is null);
            if (nameless > 0) _harvest.Notes.Add($"{nameless} spans name no run and were taken in because they lie below spans of it");
        }

        if (own.Traces.Count > 0 && _queries.Mixed is { } mixed) await FindMixedAsync(mixed, cancellation);
        await FetchAsync(cancellation);
        return _harvest;
    }

    private async Task<SearchResult> SearchAsync(string query, int spansPerSet, CancellationToken cancellation)
    {
        _sent.Add(query);
        var result = await _search.RunAsync(query, request.Since, request.Until, spansPerSet, cancellation);
        foreach (var trace in result.Traces.Where(t => t.RootService != Fence.Service))
        {
            foreach (var span in trace.Spans) _harvest.Add(span);
            if (trace.Matched > trace.Spans.Count) _cut[trace.Trace] = Math.Max(_cut.GetValueOrDefault(trace.Trace), trace.Matched - trace.Spans.Count);
        }

        Weigh(result);
        return result;
    }

    private void Weigh(SearchResult result)
    {
        if (result.Unreadable > 0)
        {
            _harvest.Missing += result.Unreadable;
            _harvest.Lacks.Add($"{result.Unreadable} spans or traces in the answers can't be read");
        }

        if (result.Cut == 0) return;
        _harvest.Searched = Math.Min(_harvest.Searched, (double)(result.Windows - result.Cut) / result.Windows);
        _harvest.Lacks.Add(result.Exhausted
            ? $"{result.Cut} of {result.Windows} windows still held {_search.Limit} traces or more after {TempoSearch.MaxSearches} searches"
            : $"{result.Cut} of {result.Windows} windows of a second hold {_search.Limit} traces or more, the most an answer may list");
    }

    private async Task FindMixedAsync(string query, CancellationToken cancellation)
    {
        _sent.Add(query);
        var mixed = await _search.RunAsync(query, request.Since, request.Until, 1, cancellation);
        if (mixed.Traces.Count == 0) return;
        foreach (var trace in mixed.Traces) _cut.TryAdd(trace.Trace, 0);
        var example = mixed.Traces.MinBy(t => t.Trace.Value)!.Trace;
        _harvest.Notes.Add($"{mixed.Traces.Count} traces hold spans of another run beside those of {request.Scope.Run}, e.g. {example}");
    }

    private async Task FetchAsync(CancellationToken cancellation)
    {
        var wanted = _cut.OrderBy(t => t.Key.Value).ToList();
        foreach (var (_, missing) in wanted.Skip(MaxFetches)) _harvest.Missing += missing;
        if (wanted.Count > MaxFetches) _harvest.Lacks.Add($"{wanted.Count - MaxFetches} traces of more than {limits.SpansPerSet} spans were not fetched whole");

        var answers = await Task.WhenAll(wanted.Take(MaxFetches).Select(async t => (t.Key, Missing: t.Value, Answer: await client.TraceAsync(t.Key, cancellation))));
        foreach (var (_, _, answer) in answers) _harvest.AddFrom(answer.Spans);
        var lacking = answers.Where(a => a.Answer.Lack is not null).ToList();
        if (lacking.Count == 0) return;

        // A trace that was cut lacks at least the spans that its search did not list and the fetch did not bring.
        _harvest.Missing += lacking.Sum(a => Math.Max(a.Missing - a.Answer.Spans.Count, 1));
        _harvest.Lacks.Add($"{lacking.Count} traces did not come whole, e.g. {lacking[0].Key}: {lacking[0].Answer.Lack}");
    }
}
