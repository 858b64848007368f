using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fabrik.Telemetry.Model;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fabrik.Telemetry.Tests.Otlp.Interop;

/// <summary>The OpenTelemetry .NET exporter, unmodified, over HTTP and gRPC: what arrives is compared with what the SDK held.</summary>
public sealed class DotnetExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf, false)]
    [InlineData(OtlpExportProtocol.HttpProtobuf, true)]
    [InlineData(OtlpExportProtocol.Grpc, false)]
    public async Task Spans_arrive_as_the_sdk_held_them(OtlpExportProtocol protocol, bool gzip)
    {
        await using var capture = await OtlpCapture.StartAsync();
        var sourceName = $"spans.{protocol}.{gzip}";
        using var source = new ActivitySource(sourceName, "1.2.3");
        Activity activity;
        ActivityContext linked = new(ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"), ActivitySpanId.CreateFromString("b7ad6b7169203331"), ActivityTraceFlags.None);
        using (Sdk.CreateTracerProviderBuilder().AddSource(sourceName).SetResourceBuilder(Resource).AddOtlpExporter(o => Point(o, capture, protocol, gzip, "traces")).Build())
        {
            using var parent = source.StartActivity("parent", ActivityKind.Internal, default(ActivityContext))!;
            activity = source.StartActivity("chat grüß 🜁", ActivityKind.Client, parent.Context, links: [new ActivityLink(linked, new ActivityTagsCollection { ["link.kind"] = "retry" })])!;
            activity.SetTag("text", "ä").SetTag("yes", true).SetTag("whole", long.MinValue).SetTag("ratio", 0.1).SetTag("nan", double.NaN);
            activity.SetTag("list", new[] { 1L, 2L }).SetTag("texts", new[] { "a", "b" }).SetTag("empty", "");
            activity.AddEvent(new ActivityEvent("choice", tags: new ActivityTagsCollection { ["index"] = 1 }));
            activity.SetStatus(ActivityStatusCode.Error, "boom");
            activity.Stop();
        }

        Assert.All(capture.Requests, r => Assert.Equal(Expected(protocol, gzip), r));
        var span = Assert.Single(capture.Traces.SelectMany(b => b.Items), s => s.Name.StartsWith("chat", StringComparison.Ordinal));
        Assert.Equal(activity.TraceId.ToHexString(), span.Trace.ToString());
        Assert.Equal(activity.SpanId.ToHexString(), span.SpanId.ToString("x16"));
        Assert.Equal(activity.ParentSpanId.ToHexString(), span.ParentSpanId?.ToString("x16"));
        Assert.Equal("chat grüß 🜁", span.Name);
        Assert.Equal(Core.Runs.SpanKind.Client, span.Kind);
        Assert.Equal(activity.StartTimeUtc, span.StartedAt.ToDateTimeOffset().UtcDateTime);
        Assert.Equal(activity.StartTimeUtc + activity.Duration, span.EndedAt.ToDateTimeOffset().UtcDateTime);
        Assert.Equal((SpanStatusCode.Error, "boom"), (span.Status, span.StatusMessage));
        Assert.Equal(
            "{text: \"ä\", yes: true, whole: -9223372036854775808, ratio: 0.1d, nan: NaNd, list: [1, 2], texts: [\"a\", \"b\"], empty: \"\"}",
            RecordText.Of(span.Attributes));
        var choice = Assert.Single(span.Events);
        Assert.Equal(("choice", 1L), (choice.Name, choice.Attributes.Whole("index")));
        Assert.Equal(activity.Events.Single().Timestamp, choice.Time.ToDateTimeOffset());
        var link = Assert.Single(span.Links);
        Assert.Equal((linked.TraceId.ToHexString(), linked.SpanId.ToHexString(), "retry"), (link.Trace.ToString(), link.SpanId.ToString("x16"), link.Attributes.Text("link.kind")));
        Assert.Equal(("shop-net", sourceName, "1.2.3"), (span.Resource.Service, span.Scope.Name, span.Scope.Version));
        Assert.False(span.Truncated);
        Assert.Null(Assert.Single(capture.Traces.SelectMany(b => b.Items), s => s.Name == "parent").ParentSpanId);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task Log_records_arrive_as_they_were_logged(OtlpExportProtocol protocol)
    {
        await using var capture = await OtlpCapture.StartAsync();
        using var activity = new Activity("around").Start();
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(o =>
               {
                   o.SetResourceBuilder(Resource).AddOtlpExporter(e => Point(e, capture, protocol, false, "logs"));
                   o.IncludeFormattedMessage = true;
               })))
        {
            factory.CreateLogger("Shop.Log").LogError(new EventId(7, "payment.failed"), "order {OrderId} failed after {Tries}", "o-1", 3);
        }

        var log = Assert.Single(capture.Logs.SelectMany(b => b.Items));
        Assert.Equal((17, "Error", "payment.failed"), (log.SeverityNumber, log.SeverityText, log.EventName));
        Assert.Equal("order o-1 failed after 3", log.Body.AsString);
        Assert.Equal((activity.TraceId.ToHexString(), activity.SpanId.ToHexString()), (log.Trace.ToString(), log.SpanId?.ToString("x16")));
        Assert.Equal(("o-1", 3L), (log.Attributes.Text("OrderId"), log.Attributes.Whole("Tries")));
        Assert.Equal(("shop-net", "Shop.Log"), (log.Resource.Service, log.Scope.Name));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task Data_points_arrive_as_they_were_measured(OtlpExportProtocol protocol)
    {
        await using var capture = await OtlpCapture.StartAsync();
        var meterName = $"metrics.{protocol}";
        using var meter = new Meter(meterName, "6");
        using (Sdk.CreateMeterProviderBuilder().AddMeter(meterName).SetResourceBuilder(Resource)
                   .AddView("latency", new ExplicitBucketHistogramConfiguration { Boundaries = [0.1, 1, 10] })
                   .AddView("size", new Base2ExponentialBucketHistogramConfiguration { MaxSize = 20 })
                   .AddOtlpExporter((o, reader) =>
                   {
                       Point(o, capture, protocol, false, "metrics");
                       reader.TemporalityPreference = MetricReaderTemporalityPreference.Delta;
                   })
                   .Build())
        {
            meter.CreateCounter<long>("orders", "{order}").Add(3, new KeyValuePair<string, object?>("shop", "a"));
            meter.CreateUpDownCounter<double>("queue").Add(-2.5);
            meter.CreateObservableGauge("temperature", () => 21.5, "Cel");
            var (latency, size) = (meter.CreateHistogram<double>("latency", "s"), meter.CreateHistogram<double>("size", "By"));
            foreach (var value in new[] { 0.05, 0.5, 5, 50 }) latency.Record(value);
            foreach (var value in new[] { 0.0, 1, 2, 4, 1000 }) size.Record(value);
        }

        var points = capture.Metrics.SelectMany(b => b.Items).ToDictionary(p => p.Name);
        Assert.Equal((MetricKind.Sum, true, true, 3.0, "{order}"), (points["orders"].Kind, points["orders"].Delta, points["orders"].Monotonic, points["orders"].Value, points["orders"].Unit));
        Assert.Equal("a", points["orders"].Attributes.Text("shop"));
        Assert.Equal((MetricKind.Sum, false, false, -2.5), (points["queue"].Kind, points["queue"].Delta, points["queue"].Monotonic, points["queue"].Value));
        Assert.Equal((MetricKind.Gauge, 21.5), (points["temperature"].Kind, points["temperature"].Value));
        Assert.Equal((MetricKind.Histogram, 4, 55.55), (points["latency"].Kind, points["latency"].Count, points["latency"].Value));
        Assert.Equal([0.1, 1, 10], points["latency"].Bounds);
        Assert.Equal([1, 1, 1, 1], points["latency"].BucketCounts);
        var exponential = points["size"];
        Assert.Equal((MetricKind.ExponentialHistogram, 5, 1007.0), (exponential.Kind, exponential.Count, exponential.Value));
        Assert.Equal(5, exponential.BucketCounts.Sum());
        foreach (var value in new[] { 0.0, 1, 2, 4, 1000 })
        {
            var bucket = exponential.Bounds.TakeWhile(bound => bound < value).Count();
            Assert.True(exponential.BucketCounts[bucket] >= 1, $"no observation in the bucket of {value}");
        }

        Assert.All(points.Values, p => Assert.True(p.Time >= (p.StartedAt ?? p.Time)));
    }

    private static ResourceBuilder Resource => ResourceBuilder.CreateEmpty().AddService("shop-net", autoGenerateServiceInstanceId: false);

    private static void Point(OtlpExporterOptions options, OtlpCapture capture, OtlpExportProtocol protocol, bool gzip, string path)
    {
        options.Protocol = protocol;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? capture.Grpc : new Uri(capture.Http, "/v1/" + path);
        options.ExportProcessorType = ExportProcessorType.Simple;
        if (gzip) options.Compression = OtlpExportCompression.GZip;
    }

    private static string Expected(OtlpExportProtocol protocol, bool gzip) =>
        (protocol == OtlpExportProtocol.Grpc ? "HTTP/2 application/grpc" : "HTTP/1.1 application/x-protobuf") + (gzip ? " gzip" : "");
}
