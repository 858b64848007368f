using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Otlp;

/// <summary>Refusals over OTLP/HTTP: a <c>google.rpc.Status</c> in the request's own encoding, JSON where that is unknown.</summary>
internal sealed class OtlpHttpFormat : IRefusalFormat
{
    public static OtlpHttpFormat Instance { get; } = new();

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var format = FormatOf(context.Request) ?? OtlpFormat.Json;
        return SendAsync(context, refusal.Status, format, OtlpAnswer.Failure(format, refusal.GrpcCode, refusal.Message));
    }

    public static Task SendAsync(HttpContext context, int status, OtlpFormat format, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = OtlpAnswer.ContentType(format);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Null for a content type that OTLP does not have.</summary>
    public static OtlpFormat? FormatOf(HttpRequest request)
    {
        if (MediaType.Is(request, OtlpAnswer.ContentType(OtlpFormat.Protobuf))) return OtlpFormat.Protobuf;
        return MediaType.Is(request, OtlpAnswer.ContentType(OtlpFormat.Json)) ? OtlpFormat.Json : null;
    }
}
