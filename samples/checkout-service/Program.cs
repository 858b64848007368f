using CheckoutService;
using CheckoutService.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateSlimBuilder(args);

// OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME, OTEL_BSP_SCHEDULE_DELAY and the like are read by the SDK itself.
var resource = ResourceBuilder.CreateDefault().AddService(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") ?? "checkout");
builder.Logging.ClearProviders().AddOpenTelemetry(logging =>
{
    logging.SetResourceBuilder(resource);
    logging.AddProcessor(new RunLabelsOnLogs());
    logging.AddOtlpExporter();
});
using var tracing = Sdk.CreateTracerProviderBuilder()
    .SetResourceBuilder(resource)
    .AddSource("Microsoft.AspNetCore", Database.ActivitySourceName)
    .AddProcessor(new RunLabelsOnSpans())
    .AddOtlpExporter()
    .Build();

using var database = new Database();
var app = builder.Build();
app.UseMiddleware<HttpSpan>();
app.UseMiddleware<RunIdHeader>();

app.MapGet("/fast", () => "done");
app.MapGet("/slow", async () =>
{
    await Task.Delay(TimeSpan.FromMilliseconds(120));
    return "done, at last";
});
app.MapGet("/broken", (ILogger<Program> log) =>
{
    log.LogError("card declined");
    return Results.Problem("card declined", statusCode: StatusCodes.Status500InternalServerError);
});
app.MapGet("/cart/{id:int}", (int id) => database.Total(id));

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"checkout listens on {string.Join(' ', app.Urls)}"));
app.Run();
