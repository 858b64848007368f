using Fabrik.Server.Http;
using Fabrik.Server.Security;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Otlp;

/// <summary>OTLP's addresses, over HTTP and gRPC. API keys only: no browser session exports telemetry.</summary>
internal static class OtlpEndpoints
{
    private const string Tag = "OTLP";
    private static readonly string[] ContentTypes = [OtlpAnswer.ContentType(OtlpFormat.Protobuf), OtlpAnswer.ContentType(OtlpFormat.Json)];

    public static void MapOtlp(this IEndpointRouteBuilder app)
    {
        var http = app.MapGroup("").WithMetadata(Access.KeyOnly, OtlpHttpFormat.Instance);
        Describe(http.MapPost(OtlpRoute.HttpPath(OtlpSignal.Traces), OtlpHttp.TracesAsync), "exportTraces", "Takes an ExportTraceServiceRequest");
        Describe(http.MapPost(OtlpRoute.HttpPath(OtlpSignal.Logs), OtlpHttp.LogsAsync), "exportLogs", "Takes an ExportLogsServiceRequest");
        Describe(http.MapPost(OtlpRoute.HttpPath(OtlpSignal.Metrics), OtlpHttp.MetricsAsync), "exportMetrics", "Takes an ExportMetricsServiceRequest");

        var grpc = app.MapGroup("").WithMetadata(Access.KeyOnly, GrpcFormat.Instance);
        grpc.MapPost(OtlpRoute.GrpcPath(OtlpSignal.Traces), OtlpGrpc.TracesAsync).ExcludeFromDescription();
        grpc.MapPost(OtlpRoute.GrpcPath(OtlpSignal.Logs), OtlpGrpc.LogsAsync).ExcludeFromDescription();
        grpc.MapPost(OtlpRoute.GrpcPath(OtlpSignal.Metrics), OtlpGrpc.MetricsAsync).ExcludeFromDescription();
    }

    /// <summary>Bodies and answers are OTLP's own, in either encoding; refusals are <c>google.rpc.Status</c>.</summary>
    private static void Describe(RouteHandlerBuilder endpoint, string id, string summary)
    {
        endpoint.Described(id, Tag, summary + ", as protobuf or JSON, gzip or not; partial success names what was rejected")
            .WithMetadata(new BodyContract(null, ContentTypes))
            .Produces(StatusCodes.Status200OK, typeof(object), ContentTypes[0], ContentTypes[1]);
        int[] refusals =
        [
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
        ];
        foreach (var status in refusals) endpoint.Produces(status, typeof(object), ContentTypes[0], ContentTypes[1]);
    }
}
