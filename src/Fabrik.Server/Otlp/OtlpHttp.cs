using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Otlp;

/// <summary>The HTTP transport of OTLP (specification 1.x, section OTLP/HTTP): a POST a batch, answered in its own encoding.</summary>
internal static class OtlpHttp
{
    public static Task TracesAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Traces, budget, pipeline);

    public static Task LogsAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Logs, budget, pipeline);

    public static Task MetricsAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Metrics, budget, pipeline);

    private static async Task ExportAsync(HttpContext context, OtlpSignal signal, IngestBudget budget, OtlpPipeline pipeline)
    {
        if (OtlpHttpFormat.FormatOf(context.Request) is not { } format)
        {
            await context.RefuseAsync(Refusals.WrongMediaType("Content-Type must be application/x-protobuf or application/json."));
            return;
        }

        var scope = RequestScope.Of(context).Scope;
        using var lease = budget.Lease(scope.Tenant);
        var (body, refusal) = await RequestBody.ReadAsync(context.Request, lease, BodyLimits.Ingest);
        var outcome = body is null ? OtlpOutcome.Refused(refusal!) : await pipeline.AppendAsync(scope, signal, format, body);
        await (outcome.Refusal is { } refused
            ? context.RefuseAsync(refused)
            : OtlpHttpFormat.SendAsync(context, StatusCodes.Status200OK, format, OtlpAnswer.Success(format, signal, outcome.Rejected, outcome.Reason)));
    }
}
