using System.Globalization;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Selectors;

namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>
/// CPU use and latency quantiles of a run from Prometheus, Mimir or VictoriaMetrics. A metric belongs to a run by a label only;
/// one that lacks the label is absent, never taken from everybody's. Counters are extrapolated by the server and need two scrapes.
/// </summary>
public sealed class PrometheusSource : IEvidenceSource, IDisposable
{
    internal const string SourceName = "prometheus";

    // VictoriaMetrics' -search.latencyOffset.
    private static readonly TimeSpan VictoriaHorizon = TimeSpan.FromSeconds(30);

    private readonly BackendClient _client;
    private readonly PrometheusApi _api;
    private readonly PrometheusConfig _config;
    private readonly TimeProvider _time;

    private PrometheusSource(BackendClient client, PrometheusConfig config, TimeProvider time) =>
        (_client, _api, _config, _time) = (client, new PrometheusApi(client), config, time);

    public string Name => SourceName;

    public IReadOnlyList<SignalKind> Signals { get; } = [SignalKind.Metrics];

    /// <exception cref="SourceUnreachableException">The configuration can't be used.</exception>
    public static PrometheusSource From(PrometheusConfig config, Func<string, string?> variables, TimeProvider time)
    {
        var address = BackendAddress.From(SourceName, config, config.Tenant, ["LAOS_PROMETHEUS_URL", "PROMETHEUS_URL"], 9090, null, variables);
        return new PrometheusSource(new BackendClient(SourceName, address, time), config, time);
    }

    public async Task<SourceProbe> ProbeAsync(CancellationToken cancellation)
    {
        var (version, skew) = await _api.VersionAsync(cancellation);
        var answer = await _api.QueryAsync("vector(1)", null, cancellation);
        return new SourceProbe(
            version,
            answer.Victoria ? VictoriaHorizon : TimeSpan.Zero,
            skew,
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["kind"] = answer.Victoria ? "VictoriaMetrics" : "Prometheus",
                ["scrape_interval"] = Seconds(_config.ScrapeInterval),
            });
    }

    /// <summary>Samples of both metrics: grows with every scrape.</summary>
    public async Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        double count = 0;
        foreach (var metric in (string[])[_config.CpuMetric, _config.LatencyMetric + "_count"])
        {
            if ((await FindAsync(metric, request, cancellation)).Series is not { } series) continue;
            var answer = await _api.QueryAsync($"sum(count_over_time({series}[{Window(request)}]))", End(request), cancellation);
            if (answer.Samples is [{ Value: { } value }] && double.IsFinite(value)) count += value;
        }

        return (long)count;
    }

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> signals, EvidenceRequest request, CancellationToken cancellation)
    {
        var reading = new MetricReading();
        var (version, _) = await _api.VersionAsync(cancellation);
        var (cpu, whyNoCpu) = await CpuAsync(request, reading, cancellation);
        var (latency, whyNoLatency) = await LatencyAsync(request, reading, cancellation);
        var sample = new MetricSample(cpu, cpu is null ? null : "one core", latency, [.. reading.Warnings.Distinct(StringComparer.Ordinal)]);
        if (whyNoCpu is not null) reading.Notes.Add($"no CPU use: {whyNoCpu}");
        if (whyNoLatency is not null) reading.Notes.Add($"no latency histogram: {whyNoLatency}");
        return new CollectedEvidence
        {
            Source = new SourceVersion(Name, version),
            Metrics = sample,
            States = [State(request, sample, reading, whyNoCpu, whyNoLatency)],
            Queries = [.. reading.Queries.Select(q => new RawQuery(SignalKind.Metrics, Name, "PromQL", q))],
            Notes = [.. reading.Notes.Distinct(StringComparer.Ordinal)],
        };
    }

    public async Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        var count = await CountAsync(signal, request, cancellation);
        return new EvidenceAnswer(count > 0, count, null, null, null);
    }

    public void Dispose() => _client.Dispose();

    private SignalState State(EvidenceRequest request, MetricSample sample, MetricReading reading, string? whyNoCpu, string? whyNoLatency)
    {
        var last = End(request).Add(reading.Victoria ? VictoriaHorizon : TimeSpan.Zero);
        if (UnixTime.Now(_time) < last)
            return SignalState.Pending(SignalKind.Metrics, $"the last scrape of {ScopeMatchers.Who(request.Scope)} can be read only after {last}");
        return sample is { CpuPct: null, Latency: [] }
            ? SignalState.Absent(SignalKind.Metrics, $"{whyNoCpu}; {whyNoLatency}")
            : SignalState.Complete(SignalKind.Metrics);
    }

    // The mean over the run itself: the scrape interval after its end would dilute it.
    private async Task<(double? Percent, string? Missing)> CpuAsync(EvidenceRequest request, MetricReading reading, CancellationToken cancellation)
    {
        var scope = await FindAsync(_config.CpuMetric, request, cancellation);
        reading.Notes.AddRange(scope.Notes);
        if (scope.Series is not { } series) return (null, scope.Missing);
        var answer = await AskAsync($"sum(rate({series}[{Seconds(Length(request))}])) * 100", request.Until, reading, cancellation);
        return answer.Samples is [{ Value: { } value }] && double.IsFinite(value) ? (value, null) : (null, Unread(series, request));
    }

    private async Task<(IReadOnlyList<HistogramQuantile> Latency, string? Missing)> LatencyAsync(
        EvidenceRequest request, MetricReading reading, CancellationToken cancellation)
    {
        var classic = await FindAsync(_config.LatencyMetric + "_bucket", request, cancellation);
        if (classic.Series is { } buckets)
        {
            reading.Notes.AddRange(classic.Notes);
            var answer = await AskAsync($"sum by (le) (increase({buckets}[{Window(request)}]))", End(request), reading, cancellation);
            var bounds = answer.Samples.Where(s => s is { UpperBound: not null, Value: not null }).Select(s => (s.UpperBound!.Value, s.Value!.Value));
            return Quantiles(BucketQuantiles.Classic(bounds), exponential: false, buckets, request, reading);
        }

        var native = await FindAsync(_config.LatencyMetric, request, cancellation);
        if (native.Series is not { } histogram) return ([], classic.Missing);
        reading.Notes.AddRange(native.Notes);
        var whole = await AskAsync($"sum(increase({histogram}[{Window(request)}]))", End(request), reading, cancellation);
        return Quantiles(whole.Samples is [{ Buckets: { } found }] ? found : [], exponential: true, histogram, request, reading);
    }

    private (IReadOnlyList<HistogramQuantile> Latency, string? Missing) Quantiles(
        IReadOnlyList<Bucket> buckets, bool exponential, string series, EvidenceRequest request, MetricReading reading)
    {
        var quantiles = BucketQuantiles.Of(buckets, exponential, Unit(reading));
        if (quantiles.Count == 0) return ([], Unread(series, request));
        var kind = exponential ? "native" : "classic";
        reading.Notes.Add($"quantiles of {_config.LatencyMetric} are estimates from {kind} buckets; what a series counted before its first scrape is not in them");
        return (quantiles, null);
    }

    private double Unit(MetricReading reading)
    {
        if (_config.LatencyMetric.EndsWith("_milliseconds", StringComparison.Ordinal) || _config.LatencyMetric.EndsWith("_ms", StringComparison.Ordinal)) return 1;
        if (!_config.LatencyMetric.EndsWith("_seconds", StringComparison.Ordinal)) reading.Notes.Add($"{_config.LatencyMetric} names no unit and is taken for seconds");
        return 1000;
    }

    private async Task<MetricScope> FindAsync(string metric, EvidenceRequest request, CancellationToken cancellation)
    {
        var name = LabelSelector.Metric(metric);
        if (request.Scope.Run is not { } run)
        {
            var all = await _api.LabelNamesAsync(name, request.Since, End(request), cancellation);
            return all.Count == 0 ? MetricScope.None($"no series {name}") : Chosen(name, all, null, request);
        }

        foreach (var label in ScopeMatchers.RunLabels(request))
        {
            var found = await _api.LabelNamesAsync(name + LabelSelector.Of([new(label, run.Value)]), request.Since, End(request), cancellation);
            if (found.Count > 0) return Chosen(name, found, label, request);
        }

        return MetricScope.None($"no series of {name} has a label {string.Join(" or ", ScopeMatchers.RunLabels(request))} with {run}");
    }

    private static MetricScope Chosen(string name, IReadOnlySet<string> labels, string? runLabel, EvidenceRequest request)
    {
        var chosen = ScopeMatchers.Choose(labels, runLabel, request);
        return chosen.Missing is null ? new MetricScope(name + chosen.Selector, chosen.Notes, null) : MetricScope.None($"{name}: {chosen.Missing}");
    }

    private async Task<PromAnswer> AskAsync(string query, UnixTime at, MetricReading reading, CancellationToken cancellation)
    {
        var answer = await _api.QueryAsync(query, at, cancellation);
        reading.Queries.Add(query);
        reading.Warnings.AddRange(answer.Warnings);
        reading.Victoria |= answer.Victoria;
        return answer;
    }

    private string Unread(string series, EvidenceRequest request) => Length(request) < 2 * _config.ScrapeInterval
        ? $"the window of {Seconds(Length(request))} is shorter than two scrapes ({Seconds(_config.ScrapeInterval)} each), of which {series} needs at least two"
        : $"{series} has too few samples, or counted nothing, in the window";

    private static TimeSpan Length(EvidenceRequest request) => TimeSpan.FromMilliseconds(Math.Max(1000, request.Until.MillisecondsSince(request.Since)));

    private UnixTime End(EvidenceRequest request) => request.Until.Add(_config.ScrapeInterval);

    private string Window(EvidenceRequest request) => Seconds(Length(request) + _config.ScrapeInterval);

    private static string Seconds(TimeSpan span) => Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "s";
}
