using System.Globalization;
using Fabrik.Server.Hosting;
using Fabrik.Server.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Problems;

internal static class RefusalExtensions
{
    /// <summary>Answers with a refusal in the endpoint's form; cuts the connection where an answer has begun already.</summary>
    public static Task RefuseAsync(this HttpContext context, Refusal refusal)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (refusal.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return FormatOf(context).WriteAsync(context, refusal);
    }

    /// <summary>On the gRPC port always gRPC's, since its clients read nothing else; elsewhere never, since only HTTP/2 has its trailers.</summary>
    private static IRefusalFormat FormatOf(HttpContext context)
    {
        if (context.Features.Get<Listener>()?.Role == ListenerRole.OtlpGrpc) return GrpcFormat.Instance;
        var format = context.GetEndpoint()?.Metadata.GetMetadata<IRefusalFormat>();
        return format is null or GrpcFormat ? ProblemFormat.Instance : format;
    }
}
