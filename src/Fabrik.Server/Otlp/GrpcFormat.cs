using System.Globalization;
using Fabrik.Server.Problems;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Otlp;

/// <summary>Refusals over gRPC: status in trailers, after HTTP 200.</summary>
internal sealed class GrpcFormat : IRefusalFormat
{
    public const string ContentType = "application/grpc+proto";

    public static GrpcFormat Instance { get; } = new();

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        if (refusal.RetryAfterSeconds is { } seconds)
            response.AppendTrailer("grpc-status-details-bin", GrpcRetry.Details(refusal.GrpcCode, refusal.Title, seconds));
        Finish(response, refusal.GrpcCode, refusal.Message);
        return Task.CompletedTask;
    }

    public static void Finish(HttpResponse response, int code, string? message = null)
    {
        response.AppendTrailer("grpc-status", code.ToString(CultureInfo.InvariantCulture));
        if (message is not null) response.AppendTrailer("grpc-message", GrpcFrame.EncodeMessage(message));
    }
}
