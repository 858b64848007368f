using System.Globalization;
using Fabrik.Server.Problems;
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
        if (refusal.GrpcStatus == GrpcStatus.Unavailable && refusal.RetryAfterSeconds is { } seconds)
            response.AppendTrailer("grpc-status-details-bin", GrpcRetry.Details(GrpcStatus.Unavailable, refusal.Title, seconds));
        Finish(context, refusal.GrpcStatus, refusal.Detail is null ? refusal.Title : $"{refusal.Title}: {refusal.Detail}");
        return Task.CompletedTask;
    }

    public static void Finish(HttpContext context, GrpcStatus status, string? message = null)
    {
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null) context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
    }
}
