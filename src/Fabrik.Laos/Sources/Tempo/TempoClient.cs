using System.Net;
using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>Tempo's query API, 2.x and 3.x. A few requests at a time, however many are asked for at once.</summary>
internal sealed class TempoClient(BackendClient http) : IDisposable
{
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _gate = new(AtOnce);

    public Uri Url => http.Url;

    /// <summary>What the server says of itself, and how far its clock is from ours.</summary>
    public async Task<(TempoLimits Limits, TimeSpan? Skew)> LimitsAsync(CancellationToken cancellation)
    {
        var build = await http.GetAsync("api/status/buildinfo", cancellation);
        var version = build.IsSuccess && JsonReading.TryRead(build.Body, root => root.Text("version"), out var told) ? told : null;
        return (TempoLimits.From(version, await PrintedConfig.FetchAsync(http, "status/config", cancellation)), build.ClockSkew);
    }

    /// <param name="limit">The most traces to list.</param>
    public async Task<SearchAnswer> SearchAsync(string query, SearchWindow window, int limit, int spansPerSet, CancellationToken cancellation)
    {
        var answer = await GetAsync(
            $"api/search?q={Uri.EscapeDataString(query)}&limit={limit}&spss={spansPerSet}&start={window.Start}&end={window.End}", cancellation);
        if (!answer.IsSuccess) throw Refused("search", answer);
        return SearchReader.TryRead(answer.Body, out var found) ? found : throw Unreadable("search");
    }

    public async Task<TraceAnswer> TraceAsync(TraceId id, CancellationToken cancellation)
    {
        var answer = await GetAsync($"api/v2/traces/{id}", cancellation);

        // Before 2.6 there was no v2. A trace that is gone is an empty 200 there and a 404 here.
        if (answer.Status == HttpStatusCode.NotFound) answer = await GetAsync($"api/traces/{id}", cancellation);
        switch (answer.Status)
        {
            case HttpStatusCode.NotFound:
                return new TraceAnswer([], "it is gone");
            case HttpStatusCode.UnprocessableEntity:
                return new TraceAnswer([], $"it is too large for the server: {answer.Excerpt}");
            case var _ when !answer.IsSuccess:
                throw Refused("a trace by id", answer);
        }

        if (!TraceReader.TryRead(answer.Body, out var trace)) throw Unreadable("a trace by id");
        return trace is { Spans.Count: 0, Lack: null } ? trace with { Lack = "it is gone" } : trace;
    }

    /// <summary>The values that an attribute has in the spans of a query; nothing from servers that do not tell.</summary>
    /// <param name="attribute">With its scope.</param>
    public async Task<IReadOnlyList<string>> ValuesAsync(string attribute, string query, SearchWindow window, CancellationToken cancellation)
    {
        var answer = await GetAsync(
            $"api/v2/search/tag/{Uri.EscapeDataString(attribute)}/values?q={Uri.EscapeDataString(query)}&start={window.Start}&end={window.End}", cancellation);
        return answer.IsSuccess && JsonReading.TryRead(answer.Body, Values, out var values) ? values : [];
    }

    public void Dispose()
    {
        http.Dispose();
        _gate.Dispose();
    }

    private static IReadOnlyList<string> Values(JsonElement root) => [.. root.Items("tagValues").Select(v => v.Text("value")).OfType<string>()];

    private async Task<BackendAnswer> GetAsync(string pathAndQuery, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await http.GetAsync(pathAndQuery, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    private SourceUnreachableException Refused(string what, BackendAnswer answer) => new(
        "tempo", $"tempo: {Url} refused {what} with {(int)answer.Status}: {answer.Excerpt}", "check the query limits of the server (/status/config)");

    private SourceUnreachableException Unreadable(string what) => new(
        "tempo", $"tempo: {Url} answered {what} with what is no JSON of Tempo's", "check that sources.tempo.url is Tempo's query address (port 3200)");
}
