using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Prometheus;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Prometheus;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Prometheus;

public sealed class PrometheusTests
{
    private const string Histogram = "http_server_request_duration_seconds";

    [Fact]
    public async Task Cpu_is_in_percent_of_one_core_and_the_runs_own()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", Labels("run-1", ("instance", "a")), 300);
        server.Add("process_cpu_seconds_total", Labels("run-1", ("instance", "b")), 150);
        server.Add("process_cpu_seconds_total", Labels("run-2"), 6000);

        var metrics = (await CollectAsync(Source(server))).Metrics!;

        Assert.Equal(75, metrics.CpuPct!.Value, 1e-9);
        Assert.Equal("one core", metrics.CpuOf);
    }

    [Fact]
    public async Task Classic_buckets_give_quantiles_with_the_bounds_they_fell_between()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        AddBuckets(server, "run-1", ("0.1", 50), ("0.2", 90), ("0.5", 98), ("+Inf", 100));

        var latency = (await CollectAsync(Source(server))).Metrics!.Latency;

        Assert.Equal(new HistogramQuantile(0.5, 100, 0, 100, 100), latency[0]);
        Assert.Equal(new HistogramQuantile(0.9, 200, 100, 200, 100), latency[1]);
        Assert.Equal((0.95, 200, 500), (latency[2].P, latency[2].Low, latency[2].High));
        Assert.Equal(387.5, latency[2].Milliseconds, 1e-9);

        // Above the last finite bound nothing is known but that bound.
        Assert.Equal(new HistogramQuantile(0.99, 500, 500, null, 100), latency[3]);
    }

    [Fact]
    public async Task Native_buckets_give_quantiles_too()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add(Histogram, Labels("run-1"), 0, native: [(3, -0.001, 0.001, 10), (0, 0.1, 0.2, 40), (0, 0.2, 0.4, 50)]);

        var latency = (await CollectAsync(Source(server))).Metrics!.Latency;

        Assert.Equal((100, 200, 200), (latency[0].Low, Math.Round(latency[0].Milliseconds, 6), latency[0].High));
        Assert.Equal(400 * Math.Pow(2, -0.1), latency[2].Milliseconds, 1e-6);
        Assert.Equal(100, latency[0].Count);
    }

    [Fact]
    public async Task The_histogram_is_asked_one_scrape_after_the_end_and_the_cpu_at_the_end()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        AddBuckets(server, "run-1", ("+Inf", 1));
        server.Add("process_cpu_seconds_total", Labels("run-1"), 1);

        var evidence = await CollectAsync(Source(server));

        var end = Some.Start.AddMinutes(10).ToUnixTimeSeconds();
        Assert.Equal([$"{end}.000", $"{end + 15}.000"], server.Times);
        Assert.Equal(
            ["""sum(rate(process_cpu_seconds_total{run_id="run-1"}[600s])) * 100""", $$"""sum by (le) (increase({{Histogram}}_bucket{run_id="run-1"}[615s]))"""],
            evidence.Queries.Select(q => q.Text));
    }

    [Fact]
    public async Task Dots_become_underscores_and_the_alias_that_matched_is_noted()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", new Dictionary<string, string> { ["fabrik_run_id"] = "run-1", ["service_name"] = "shop", ["deployment_environment"] = "prod" }, 60);

        var request = Some.Request();
        var evidence = await CollectAsync(Source(server), request with { Scope = request.Scope with { Env = "prod", Agent = "a" } });

        Assert.Equal(10, evidence.Metrics!.CpuPct!.Value, 1e-9);
        Assert.Contains("the run was found by the label fabrik_run_id", evidence.Notes);
        Assert.Contains("not narrowed by agent: no label agent, vm", evidence.Notes);
        Assert.Contains("""{fabrik_run_id="run-1",service_name="shop",deployment_environment="prod"}""", evidence.Queries[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_without_the_runs_label_are_absent_never_everybodys()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", new Dictionary<string, string> { ["job"] = "shop" }, 60);

        var evidence = await CollectAsync(Source(server));

        Assert.Null(evidence.Metrics!.CpuPct);
        Assert.Equal(SignalCompleteness.Absent, evidence.States[0].Completeness);
        Assert.Contains("no series of process_cpu_seconds_total has a label run_id or fabrik_run_id with run-1", evidence.States[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_run_a_service_must_be_told_apart()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", new Dictionary<string, string> { ["job"] = "shop" }, 60);
        server.Add("process_cpu_seconds_total", new Dictionary<string, string> { ["job"] = "cart" }, 600);

        Assert.Equal(10, (await CollectAsync(Source(server), Some.Request(run: null))).Metrics!.CpuPct!.Value, 1e-9);
        Assert.Equal(SignalCompleteness.Complete, (await CollectAsync(Source(server), Some.Request(run: null))).States[0].Completeness);
    }

    [Fact]
    public async Task A_run_shorter_than_two_scrapes_says_so()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", Labels("run-1"), 1, samples: 1);
        var request = Some.Request() with { Until = Some.Request().Since.Add(TimeSpan.FromSeconds(20)) };

        var state = (await CollectAsync(Source(server), request)).States[0];

        Assert.Equal(SignalCompleteness.Absent, state.Completeness);
        Assert.Contains("the window of 20s is shorter than two scrapes (15s each)", state.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 14, SignalCompleteness.Pending)]
    [InlineData(false, 15, SignalCompleteness.Complete)]
    [InlineData(true, 44, SignalCompleteness.Pending)]
    [InlineData(true, 45, SignalCompleteness.Complete)]
    public async Task Before_the_last_scrape_can_be_read_it_is_pending(bool victoria, int secondsAfter, SignalCompleteness expected)
    {
        await using var server = await new PrometheusDouble { Victoria = victoria }.StartAsync();
        server.Add("process_cpu_seconds_total", Labels("run-1"), 60);

        Assert.Equal(expected, (await CollectAsync(Source(server, new ManualTime(Some.Start.AddMinutes(10).AddSeconds(secondsAfter))))).States[0].Completeness);
    }

    [Fact]
    public async Task VictoriaMetrics_is_told_apart_with_its_horizon()
    {
        await using var server = await new PrometheusDouble { Victoria = true }.StartAsync();

        var probe = await Source(server).ProbeAsync(CancellationToken.None);

        Assert.Equal(("VictoriaMetrics", TimeSpan.FromSeconds(30)), (probe.Facts["kind"], probe.Horizon));
    }

    [Fact]
    public async Task Warnings_reach_the_reader_once()
    {
        await using var server = await new PrometheusDouble { Warnings = ["PromQL warning: bucket label missing"] }.StartAsync();
        server.Add("process_cpu_seconds_total", Labels("run-1"), 60);
        AddBuckets(server, "run-1", ("1", 1), ("+Inf", 1));

        Assert.Equal(["PromQL warning: bucket label missing"], (await CollectAsync(Source(server))).Metrics!.Warnings);
    }

    [Fact]
    public async Task Samples_are_counted_to_tell_whether_more_arrives()
    {
        await using var server = await new PrometheusDouble().StartAsync();
        server.Add("process_cpu_seconds_total", Labels("run-1"), 60, samples: 41);
        server.Add(Histogram + "_count", Labels("run-1"), 60, samples: 40);

        Assert.Equal(81, await Source(server).CountAsync(SignalKind.Metrics, Some.Request(), CancellationToken.None));
        Assert.True((await Source(server).AskAsync(SignalKind.Metrics, Some.Request(), CancellationToken.None)).Found);
        Assert.False((await Source(server).AskAsync(SignalKind.Metrics, Some.Request("run-9"), CancellationToken.None)).Found);
    }

    [Theory]
    [InlineData("prom-query-parse-error", "400 bad_data: invalid parameter \"query\"")]
    [InlineData("prom-query-exec-error", "422 execution: found duplicate series")]
    [InlineData("vm-query-error", "422 422: error when executing query")]
    public async Task Recorded_errors_are_told_with_their_reason(string capture, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
            context.Request.Path == "/api/v1/status/buildinfo" ? Capture.Read("prom-buildinfo").SendAsync(context) : Capture.Read(capture).SendAsync(context));

        var failure = await Assert.ThrowsAsync<SourceUnreachableException>(() => CollectAsync(At(server.Url)));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prom-query-vector", 1.0)]
    [InlineData("prom-query-histogram-quantile", 0.095)]
    [InlineData("prom-query-warning", 0.0)]
    [InlineData("vm-query", 7.0)]
    [InlineData("prom-query-empty", null)]
    [InlineData("prom-query-nan", null)]
    [InlineData("prom-query-scalar", null)]
    [InlineData("prom-query-string", null)]
    [InlineData("prom-query-matrix-instant", null)]
    public async Task Recorded_answers_are_a_number_or_nothing(string capture, double? expected)
    {
        await using var server = await LoopbackServer.StartAsync(context => Capture.Read(context.Request.Path.Value switch
        {
            "/api/v1/status/buildinfo" => "prom-buildinfo",
            "/api/v1/labels" => "prom-labels",
            _ => capture,
        }).SendAsync(context));

        var evidence = await CollectAsync(At(server.Url));

        Assert.Equal(expected, evidence.Metrics!.CpuPct);
        Assert.Equal("3.5.3+ds1", evidence.Source.Version);
        Assert.Equal(capture == "prom-query-warning", evidence.Metrics.Warnings is ["PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \"prometheus_build_info\" (1:6)"]);
    }

    internal static Dictionary<string, string> Labels(string run, params (string Name, string Value)[] more) =>
        more.Append(("run_id", run)).ToDictionary(l => l.Item1, l => l.Item2);

    private static void AddBuckets(PrometheusDouble server, string run, params (string Bound, double Cumulative)[] buckets)
    {
        foreach (var (bound, cumulative) in buckets) server.Add(Histogram + "_bucket", Labels(run, ("le", bound)), cumulative);
    }

    private static PrometheusSource Source(PrometheusDouble server, TimeProvider? time = null) =>
        PrometheusSource.From(new PrometheusConfig { Url = server.Url }, Some.NoVariables, time ?? Some.AfterTheRun);

    private static PrometheusSource At(string url) => PrometheusSource.From(new PrometheusConfig { Url = url }, Some.NoVariables, Some.AfterTheRun);

    private static Task<CollectedEvidence> CollectAsync(PrometheusSource source, EvidenceRequest? request = null) =>
        source.CollectAsync([SignalKind.Metrics], request ?? Some.Request(), CancellationToken.None);
}
