using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Otlp;

/// <summary>The gRPC transport of OTLP: each Export is one unary call, one frame in and one out, status in trailers.</summary>
internal static class OtlpGrpc
{
    public static Task TracesAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Traces, budget, pipeline);

    public static Task LogsAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Logs, budget, pipeline);

    public static Task MetricsAsync(HttpContext context, IngestBudget budget, OtlpPipeline pipeline) => ExportAsync(context, OtlpSignal.Metrics, budget, pipeline);

    private static async Task ExportAsync(HttpContext context, OtlpSignal signal, IngestBudget budget, OtlpPipeline pipeline)
    {
        if (!MediaType.Is(context.Request, GrpcFrame.ContentType) && !MediaType.Is(context.Request, GrpcFormat.ContentType))
        {
            await context.RefuseAsync(Refusals.WrongMediaType($"Content-Type must be {GrpcFrame.ContentType} or {GrpcFormat.ContentType}."));
            return;
        }

        var scope = RequestScope.Of(context).Scope;
        using var lease = budget.Lease(scope.Tenant);
        var (message, refusal) = await MessageAsync(context.Request, lease);
        var outcome = message is null ? OtlpOutcome.Refused(refusal!) : await pipeline.AppendAsync(scope, signal, OtlpFormat.Protobuf, message);
        if (outcome.Refusal is { } refused)
        {
            await context.RefuseAsync(refused);
            return;
        }

        context.Response.ContentType = GrpcFormat.ContentType;
        GrpcFormat.Finish(context.Response, GrpcStatus.Ok);
        await context.Response.Body.WriteAsync(
            GrpcFrame.Write(OtlpAnswer.Success(OtlpFormat.Protobuf, signal, outcome.Rejected, outcome.Reason)), context.RequestAborted);
    }

    private static async ValueTask<(BodyBytes? Message, Refusal? Refusal)> MessageAsync(HttpRequest request, IngestLease lease)
    {
        var limits = BodyLimits.Ingest;
        var (sent, refusal) = await RequestBody.ReadSentAsync(request, lease, limits.MaxBodyBytes + GrpcFrame.HeaderBytes);
        if (sent is null) return (null, refusal);
        var framed = GrpcFrame.TryRead(sent.Memory, out var message, out var compressed, out var error);
        if (framed && !compressed) return (new BodyBytes(message, sent), null);
        if (framed && request.Headers["grpc-encoding"] == "gzip") return RequestBody.Inflate(sent, message, lease, limits);
        sent.Dispose();
        return (null, framed ? Refusals.UnknownGrpcEncoding : Refusals.Undecodable(error!));
    }
}
