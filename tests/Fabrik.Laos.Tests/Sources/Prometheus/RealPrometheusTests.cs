using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources.Prometheus;

namespace Fabrik.Laos.Tests.Sources.Prometheus;

public sealed class RealPrometheusTests
{
    [Fact]
    public async Task Quantiles_and_cpu_equal_what_Prometheus_itself_computes()
    {
        Assert.SkipUnless(RealPrometheus.IsInstalled, "prometheus is not installed (apt-get install prometheus): its own answers were not compared");
        var start = DateTimeOffset.UtcNow.AddSeconds(-1);
        await using var real = await RealPrometheus.StartAsync(Exposition(0, 0));
        await real.SayAsync(Exposition(7, 1.5));
        await real.SayAsync(Exposition(10, 2.25));
        var end = DateTimeOffset.UtcNow;
        var config = new PrometheusConfig { Url = real.Url, ScrapeInterval = TimeSpan.FromSeconds(1) };
        var source = PrometheusSource.From(config, Some.NoVariables, TimeProvider.System);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        var request = Some.Request() with { Since = UnixTime.From(start), Until = UnixTime.From(end) };

        var evidence = await source.CollectAsync([SignalKind.Metrics], request, CancellationToken.None);
        var other = await source.CollectAsync([SignalKind.Metrics], request with { Scope = Some.Request("run-2").Scope }, CancellationToken.None);

        var metrics = evidence.Metrics!;
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal(SignalCompleteness.Absent, other.States[0].Completeness);
        Assert.Equal(5, metrics.Latency.Count);
        Assert.Contains(metrics.Latency, q => q.High is null);
        foreach (var quantile in metrics.Latency)
        {
            var buckets = evidence.Queries.Single(q => q.Text.StartsWith("sum by (le)", StringComparison.Ordinal)).Text;
            var theirs = await real.QueryAsync($"histogram_quantile({quantile.P.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {buckets})", request.Until.Add(config.ScrapeInterval).ToDateTimeOffset());
            Assert.Equal(theirs * 1000, quantile.Milliseconds, Math.Max(1e-9, theirs * 1e-6));
        }

        Assert.Equal(await real.QueryAsync(evidence.Queries[0].Text, end), metrics.CpuPct!.Value, 1e-6);
        Assert.True(metrics.CpuPct > 0);
        Assert.NotNull((await source.ProbeAsync(CancellationToken.None)).Version);
        Assert.True(await source.CountAsync(SignalKind.Metrics, request, CancellationToken.None) > 4);
    }

    private static string Exposition(int times, double cpuSeconds) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total{run_id="run-1",service_name="shop"} {{cpuSeconds}}
        # TYPE http_server_request_duration_seconds histogram
        http_server_request_duration_seconds_bucket{run_id="run-1",service_name="shop",le="0.1"} {{times * 55}}
        http_server_request_duration_seconds_bucket{run_id="run-1",service_name="shop",le="0.25"} {{times * 80}}
        http_server_request_duration_seconds_bucket{run_id="run-1",service_name="shop",le="1"} {{times * 97}}
        http_server_request_duration_seconds_bucket{run_id="run-1",service_name="shop",le="+Inf"} {{times * 100}}
        http_server_request_duration_seconds_sum{run_id="run-1",service_name="shop"} {{times}}
        http_server_request_duration_seconds_count{run_id="run-1",service_name="shop"} {{times * 100}}

        """);
}
