using System.Security.Cryptography;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>
/// Spans from Tempo 2.x and 3.x. It also answers for errors, as the spans tell them: an error tracker, where there is one, knows better.
/// </summary>
public sealed class TempoSource : IFencedSource, IDisposable
{
    private const string TracesPath = "/v1/traces";

    private readonly TempoClient _client;
    private readonly BackendClient? _otlp;
    private readonly TimeProvider _time;
    private TempoLimits? _limits;

    private TempoSource(TempoClient client, BackendClient? otlp, TimeProvider time) => (_client, _otlp, _time) = (client, otlp, time);

    public string Name => "tempo";

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Traces, SignalKind.Errors];

    public bool CanFence => _otlp is not null;

    /// <param name="variables">The environment: LAOS_TEMPO_URL, TEMPO_URL, TEMPO_TOKEN; LAOS_HOST at port 3200 where no URL is given.</param>
    /// <exception cref="SourceUnreachableException">A URL, token or authority that can't be used.</exception>
    public static TempoSource From(TempoConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var address = BackendAddress.From("tempo", config, config.Tenant, ["LAOS_TEMPO_URL", "TEMPO_URL"], 3200, "TEMPO_TOKEN", variables);
        return new TempoSource(new TempoClient(new BackendClient("tempo", address, time)), Otlp(config, address, time), time);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var (limits, skew) = await _client.LimitsAsync(cancellation);
        _limits = limits;
        return new SourceProbe(limits.Version, limits.EndCutoff, skew, new Dictionary<string, string>
        {
            ["query_end_cutoff"] = $"{limits.EndCutoff.TotalSeconds:0.#} s",
            ["max_result_limit"] = limits.MaxTraces?.ToString() ?? "none",
            ["max_duration"] = limits.MaxRange is { } range ? $"{range.TotalHours:0.#} h" : "none",
            ["max_spans_per_span_set"] = limits.SpansPerSet.ToString(),
            ["limits"] = limits.Told ? "told by /status/config" : "assumed from the version: /status/config can't be read",
            ["fence"] = CanFence ? "through sources.tempo.otlp_url" : "off: sources.tempo.otlp_url is not set",
        });
    }

    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var limits = await LimitsAsync(cancellation);
        var query = new TempoQueries(request, limits.KnowsParents).Count;
        var result = await new TempoSearch(_client, limits).RunAsync(query, request.Since, request.Until, 1, cancellation);
        return result.Traces.Where(t => t.RootService != Fence.Service).Sum(t => t.Matched);
    }

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var limits = await LimitsAsync(cancellation);
        var collection = new SpanCollection(_client, limits, request);
        var harvest = await collection.RunAsync(cancellation);
        var spans = SpanSampling.Of(harvest);
        var hint = spans.Count == 0 ? await HintAsync(request, cancellation) : null;
        var now = UnixTime.Now(_time);
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, limits.Version),
            Spans = spans,
            States = [.. signals.Select(signal => Signals.Contains(signal)
                ? TracesState.Of(signal, harvest, spans.Count, request, limits, now, hint)
                : SignalState.Unsupported(signal, "Tempo keeps spans only"))],
            Queries = [.. collection.Sent.Select(q => new RawQuery(SignalKind.Traces, Name, "TraceQL", q))],
            Notes = [.. harvest.Notes],
        };
    }

    /// <summary>
    /// The text is looked for in the names, routes, tools and models of spans; for errors in the names, types and messages of failed ones. Of a trace with more
    /// matches than an answer lists, all are counted but not all are looked at for the last.
    /// </summary>
    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var limits = await LimitsAsync(cancellation);
        var (search, queries) = (new TempoSearch(_client, limits), new TempoQueries(request, limits.KnowsParents));
        var found = await search.RunAsync(queries.Matching(signal), request.Since, request.Until, limits.SpansPerSet, cancellation);
        if (found.Traces.Count == 0 && queries.MatchingBelow(signal) is { } below)
            found = await search.RunAsync(below, request.Since, request.Until, limits.SpansPerSet, cancellation);

        var (harvest, unlisted) = (new SpanHarvest(request), 0L);
        foreach (var trace in found.Traces.Where(t => t.RootService != Fence.Service))
        {
            foreach (var span in trace.Spans) harvest.Add(span);
            unlisted += trace.Matched - trace.Spans.Count;
        }

        var spans = SpanSampling.Of(harvest);
        if (spans.Count == 0) return new EvidenceAnswer(false, 0, null, null, null);
        var last = spans.MaxBy(s => s.EndedAt)!;
        var top = spans.CountBy(s => s.Name).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key;
        return new EvidenceAnswer(true, spans.Count + unlisted, last.EndedAt, top, last.Error is { } error ? $"{error.Type}: {error.Message}" : last.Name);
    }

    public async Task WriteFenceAsync(Fence fence, CancellationToken cancellation)
    {
        if (_otlp is null) throw new InvalidOperationException("No address to write a fence to: ask CanFence first.");
        var answer = await _otlp.PostJsonAsync("v1/traces", FenceSpan.Json(fence, new LabelsConfig().RunId[0], RandomNumberGenerator.GetBytes(24)), cancellation);
        if (!answer.IsSuccess)
        {
            throw new SourceUnreachableException(
                Name,
                $"tempo: {_otlp.Url} did not take the fence ({(int)answer.Status}): {answer.Excerpt}",
                "check sources.tempo.otlp_url: OTLP over HTTP, usually port 4318");
        }
    }

    public async Task<bool> SeesFenceAsync(Fence fence, CancellationToken cancellation) =>
        (await _client.SearchAsync(FenceSpan.Query(fence), FenceSpan.Window(fence), 1, 1, cancellation)).Listed > 0;

    public void Dispose()
    {
        _client.Dispose();
        _otlp?.Dispose();
    }

    // Exporters are often given the whole path; the base is what both need.
    private static BackendClient? Otlp(TempoConfig config, BackendAddress address, TimeProvider time)
    {
        if (config.OtlpUrl?.TrimEnd('/') is not { } url) return null;
        if (url.EndsWith(TracesPath, StringComparison.Ordinal)) url = url[..^TracesPath.Length];
        return Uri.TryCreate(url + "/", UriKind.Absolute, out var found)
            ? new BackendClient("tempo", address with { Url = found }, time)
            : throw new SourceUnreachableException("tempo", $"tempo: '{url}' is not a URL", "set sources.tempo.otlp_url");
    }

    private async Task<TempoLimits> LimitsAsync(CancellationToken cancellation) => _limits ??= (await _client.LimitsAsync(cancellation)).Limits;

    private async Task<string?> HintAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        if (request.Scope.Run is not { } run) return null;
        var window = SearchWindow.Over(request.Since, request.Until, _limits?.MaxRange)[^1];
        var places = request.Labels.RunId.SelectMany(n => new[] { TraceQl.Attribute("resource", n), TraceQl.Attribute("span", n) });
        var neighbours = new TempoQueries(request, parents: false).Neighbourhood;
        var values = await Task.WhenAll(places.Select(place => _client.ValuesAsync(place, neighbours, window, cancellation)));
        return OtherRuns.Names(values.SelectMany(v => v), run) is { } runs ? $"; the runs named there are {runs}" : "; no span there names another run either";
    }
}
