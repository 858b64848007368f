using System.Diagnostics;
using System.Diagnostics.Metrics;
using Fabrik.Core.Scope;
using Fabrik.Server.Tests.Support;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fabrik.Server.Tests.Otlp;

/// <summary>The .NET OpenTelemetry SDK, unmodified, against the running server.</summary>
public sealed class RealExporters
{
    public enum Port
    {
        Api,
        OtlpHttp,
        OtlpGrpc,
    }

    [Theory]
    [InlineData(Port.Api, false)]
    [InlineData(Port.OtlpHttp, false)]
    [InlineData(Port.OtlpHttp, true)]
    [InlineData(Port.OtlpGrpc, false)]
    [InlineData(Port.OtlpGrpc, true)]
    public async Task A_traced_model_call_becomes_a_run_with_its_step(Port port, bool gzip)
    {
        await using var server = await TestServer.StartAsync();
        using var source = new ActivitySource($"traces.{port}.{gzip}");
        string trace;
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetResourceBuilder(Resource).AddOtlpExporter(o => Point(o, server, port, gzip, "traces")).Build())
        {
            using var agent = source.StartActivity("invoke_agent scout")!;
            agent.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", "scout");
            trace = agent.TraceId.ToHexString();
            using var call = source.StartActivity("chat gpt-4o-mini", ActivityKind.Client)!;
            call.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", "openai").SetTag("gen_ai.response.model", "gpt-4o-mini")
                .SetTag("gen_ai.usage.input_tokens", 1000).SetTag("gen_ai.usage.output_tokens", 50).SetTag("db.password", "hunter2-hunter2");
        }

        var run = await server.Api.JsonAsync($"/v1/runs/{trace}");
        Assert.Equal(("scout", "shop-net", 1), (run.GetProperty("agent").GetString(), run.GetProperty("service").GetString(), run.GetProperty("model_calls").GetInt32()));
        Assert.Equal("ok", run.GetProperty("status").GetString());
        var steps = (await server.Api.JsonAsync($"/v1/runs/{trace}/steps")).GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("kind").GetString()!);
        Assert.Equal(steps["agent"].GetProperty("step_id").GetString(), steps["model"].GetProperty("parent_id").GetString());
        Assert.NotNull(steps["model"].GetProperty("cost").GetProperty("computed_usd").GetString());
        Assert.StartsWith("otlp:", steps["model"].GetProperty("provenance").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", await server.Api.GetStringAsync($"/v1/runs/{trace}/export"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Port.OtlpHttp)]
    [InlineData(Port.OtlpGrpc)]
    public async Task Logs_and_metrics_are_kept_under_the_run_they_name(Port port)
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r-1"}""");
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(o =>
               {
                   o.SetResourceBuilder(OfRun).AddOtlpExporter(e => Point(e, server, port, false, "logs"));
                   o.IncludeFormattedMessage = true;
               })))
        {
            factory.CreateLogger("Shop").LogError("order {OrderId} failed: key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "o-1");
            factory.CreateLogger("Shop").LogInformation("fine");
        }

        using (var meter = new Meter($"metrics.{port}"))
        using (Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).SetResourceBuilder(OfRun).AddOtlpExporter(o => Point(o, server, port, false, "metrics")).Build())
            meter.CreateCounter<long>("orders").Add(3);

        var page = await server.Api.JsonAsync("/v1/runs/r-1/logs?min_severity=17&contains=order");
        var log = Assert.Single(page.GetProperty("logs").EnumerateArray());
        Assert.StartsWith("order o-1 failed: key [redacted:", log.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (page.GetProperty("total").GetInt32(), page.GetProperty("errors").GetInt32()));
        Assert.Equal(2, (await server.Api.JsonAsync("/v1/runs/r-1/logs")).GetProperty("total").GetInt32());

        var scope = new ProjectScope(server.First.Tenant, server.First.Project);
        Assert.Equal(["orders"], await server.Store.Metrics.NamesAsync(scope, new RunScope(RunId.Parse("r-1")), CancellationToken.None));
    }

    private static ResourceBuilder Resource => ResourceBuilder.CreateEmpty().AddService("shop-net", autoGenerateServiceInstanceId: false);

    private static ResourceBuilder OfRun => Resource.AddAttributes([new("fabrik.run_id", "r-1")]);

    private static void Point(OtlpExporterOptions options, TestServer server, Port port, bool gzip, string signal)
    {
        options.Protocol = port == Port.OtlpGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        var address = port switch { Port.Api => server.Addresses.Api, Port.OtlpHttp => server.Addresses.OtlpHttp!, _ => server.Addresses.OtlpGrpc! };
        options.Endpoint = new Uri(port == Port.OtlpGrpc ? address : $"{address}/v1/{signal}");
        options.Headers = $"x-api-key={server.First.ApiKey}";
        options.ExportProcessorType = ExportProcessorType.Simple;
        if (gzip) options.Compression = OtlpExportCompression.GZip;
    }
}
