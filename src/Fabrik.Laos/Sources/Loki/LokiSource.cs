using System.Text.Json.Nodes;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>Log lines from Loki 2.x and 3.x, wherever they carry the run's id.</summary>
public sealed class LokiSource : IFencedSource, IDisposable
{
    private const string PushPath = "/loki/api/v1/push";

    /// <summary>How long emitters hold lines back: the batch of OTel's log exporters and some room. Loki itself shows what it took at once.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly LokiClient _client;
    private readonly bool _fences;
    private readonly TimeProvider _time;
    private LokiLimits? _limits;

    private LokiSource(LokiClient client, bool fences, TimeProvider time) => (_client, _fences, _time) = (client, fences, time);

    public string Name => "loki";

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Logs];

    public bool CanFence => _fences;

    /// <param name="variables">
    /// The environment: LAOS_LOKI_URL, LOKI_URL, LOKI_ENDPOINT (its push path is cut off), LOKI_TOKEN; LAOS_HOST at port 3100 where no URL is given.
    /// </param>
    /// <exception cref="SourceUnreachableException">A URL, token or authority that can't be used.</exception>
    public static LokiSource From(LokiConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var address = BackendAddress.From(
            "loki", config, config.Tenant, ["LAOS_LOKI_URL", "LOKI_URL", "LOKI_ENDPOINT"], 3100, "LOKI_TOKEN", name => Base(variables(name)));
        return new LokiSource(new LokiClient(new BackendClient("loki", address, time)), config.Fence, time);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var (limits, skew) = await _client.LimitsAsync(cancellation);
        _limits = limits;
        return new SourceProbe(limits.Version, TimeSpan.Zero, skew, new Dictionary<string, string>
        {
            ["max_entries_limit_per_query"] = limits.MaxLines.ToString(),
            ["max_query_length"] = limits.MaxRange is { } range ? $"{range.TotalHours:0.#} h" : "none",
            ["limits"] = limits.Told ? "told by /config" : "the defaults: /config can't be read",
            ["fence"] = CanFence ? "by push" : "off: sources.loki.fence is false",
        });
    }

    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var (queries, counting) = (new LokiQueries(request), await CountingAsync(request, cancellation));
        var lines = await counting.LinesAsync(queries.Lines(RunPlacement.StructuredMetadata), cancellation);
        return lines > 0 || request.Scope.Run is null ? lines : await counting.LinesAsync(queries.Lines(RunPlacement.JsonBody), cancellation);
    }

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var counting = await CountingAsync(request, cancellation);
        var scoping = new RunScoping(new LokiQueries(request), request.Scope.Run, counting);
        var (query, placement) = await scoping.FindAsync(cancellation);
        var tally = await counting.LevelsAsync(query, cancellation);
        var newest = tally.Lines > 0 ? await counting.NewestAsync(query, cancellation) : null;
        var state = await StateAsync(request, counting, tally, cancellation);
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, _limits!.Version),

            // An empty answer is no count of zero: there may be nothing that could be counted.
            Logs = tally.Lines > 0 ? new LogSample(tally.Lines, tally.Errors, newest?.Time, tally.By, RunScoping.Name(placement)) : null,
            States = [.. signals.Select(s => s == SignalKind.Logs ? state : SignalState.Unsupported(s, "Loki keeps log lines only"))],
            Queries = [new RawQuery(SignalKind.Logs, Name, "LogQL", query)],
            Notes = scoping.Notes,
        };
    }

    /// <summary>Tags are looked for among labels and structured metadata, then in the JSON of the lines. The text is case-sensitive.</summary>
    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        const int ExampleLength = 300;
        var (queries, counting) = (new LokiQueries(request), await CountingAsync(request, cancellation));
        RunPlacement[] places = request.Scope.Run is null ? [RunPlacement.Label] : [RunPlacement.StructuredMetadata, RunPlacement.JsonBody];
        bool[] inJson = request.Tags.Count == 0 ? [false] : [false, true];
        foreach (var query in places.SelectMany(place => inJson.Select(tags => queries.Lines(place, tagsInJson: tags))))
        {
            if (await counting.LinesAsync(query, cancellation) is not (> 0 and var count)) continue;
            var newest = await counting.NewestAsync(query, cancellation);
            var example = newest?.Text.ReplaceLineEndings(" ").Trim();
            return new EvidenceAnswer(true, count, newest?.Time, null, example?.Length > ExampleLength ? example[..ExampleLength] + "…" : example);
        }

        return new EvidenceAnswer(false, 0, null, null, null);
    }

    public Task WriteFenceAsync(Fence fence, CancellationToken cancellation) => _client.PushAsync(
        new Dictionary<string, string> { ["service_name"] = Fence.Service },
        fence.At,
        new JsonObject { [new LabelsConfig().RunId[0]] = fence.Run.Value, ["fence"] = fence.Token }.ToJsonString(),
        cancellation);

    public async Task<bool> SeesFenceAsync(Fence fence, CancellationToken cancellation) =>
        await _client.LinesAsync(LokiQueries.Of(fence), fence.At, fence.At.Add(TimeSpan.FromSeconds(1)), 1, forward: true, cancellation) is [_, ..];

    public void Dispose() => _client.Dispose();

    private static string? Base(string? url) =>
        url?.TrimEnd('/') is { } plain && plain.EndsWith(PushPath, StringComparison.Ordinal) ? plain[..^PushPath.Length] : url;

    private async Task<LogCounting> CountingAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        _limits ??= (await _client.LimitsAsync(cancellation)).Limits;
        return new LogCounting(_client, _limits, request.Since, request.Until);
    }

    private async Task<SignalState> StateAsync(EvidenceRequest request, LogCounting counting, LevelTally tally, CancellationToken cancellation)
    {
        if (counting.Stopped)
            return SignalState.Partial(SignalKind.Logs, 0, $"Loki would not count and only the first {LogCounting.MaxLinesRead} lines were read");
        if (tally.Lines > 0) return SignalState.Complete(SignalKind.Logs);

        var settled = request.Until.Add(Settling);
        if (UnixTime.Now(_time) < settled) return SignalState.Pending(SignalKind.Logs, $"no log line yet; emitters may hold lines back until {settled}");
        var queries = new LokiQueries(request);
        var of = request.Scope.Service is { } service ? $"service {service}" : "any service";
        var around = await counting.LinesAsync(queries.Neighbourhood, cancellation);
        if (around == 0) return SignalState.Absent(SignalKind.Logs, $"Loki has no log line of {of} in the window");
        return request.Scope.Run is { } run
            ? SignalState.Absent(
                SignalKind.Logs,
                $"Loki has {around} log lines of {of} in the window, and none carries run {run} as label, structured metadata or JSON field"
                + await HintAsync(request, run, cancellation))
            : SignalState.Absent(SignalKind.Logs, $"Loki has {around} log lines of {of} in the window, and none is of the agent or environment asked for");
    }

    // Only index labels tell their values.
    private async Task<string> HintAsync(EvidenceRequest request, RunId run, CancellationToken cancellation)
    {
        var queries = new LokiQueries(request);
        var values = await Task.WhenAll(queries.RunLabels.Select(l => _client.ValuesAsync(l, queries.Neighbourhood, request.Since, request.Until, cancellation)));
        return OtherRuns.Names(values.SelectMany(v => v), run) is { } runs ? $"; the runs labelled there are {runs}" : "";
    }
}
