using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fabrik.Server.Telemetry;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Telemetry;

public sealed class OwnTelemetry
{
    [Fact]
    public async Task With_a_collector_named_traces_and_metrics_are_sent_there()
    {
        await using var collector = await TestServer.StartAsync();
        await using (var server = await TestServer.StartAsync(o => o with { TelemetryEndpoint = collector.Addresses.OtlpGrpc }))
            await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(1));
        Assert.Contains("POST /opentelemetry.proto.collector.trace.v1.TraceService/Export", collector.Log.Text, StringComparison.Ordinal);
        Assert.Contains("POST /opentelemetry.proto.collector.metrics.v1.MetricsService/Export", collector.Log.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(() => TestServer.StartAsync(o => o with { TelemetryEndpoint = "nowhere" }));
    }

    [Fact]
    public async Task Commits_are_counted_and_traced_and_no_span_of_any_source_carries_a_login_token()
    {
        ConcurrentQueue<Activity> spans = [];
        using var spanListener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(spanListener);
        ConcurrentQueue<string> measured = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ServerMetrics.Name) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.Enqueue($"{instrument.Name} {value}"));
        meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Enqueue(instrument.Name));
        meters.Start();

        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(7));
        using var browser = await server.SignInAsync();
        meters.RecordObservableInstruments();

        Assert.Contains("fabrik.ingest.items 7", measured);
        Assert.Contains("fabrik.ingest.commit.duration", measured);
        Assert.Contains("fabrik.ingest.queue 0", measured);
        Assert.Contains(spans, s => s.OperationName == "ingest commit");
        Assert.Contains(spans, s => s.Source.Name == "Microsoft.AspNetCore");

        // The test's own client is a source too, and writes where it went; the server's must not.
        var said = spans.Where(s => s.Source.Name != "System.Net.Http").SelectMany(s => s.TagObjects.Select(t => $"{t.Value}").Append(s.DisplayName));
        Assert.DoesNotContain(said, text => text.Contains(server.First.LoginToken, StringComparison.Ordinal));
    }
}
