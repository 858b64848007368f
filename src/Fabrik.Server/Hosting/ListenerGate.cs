using Fabrik.Server.Health;
using Fabrik.Server.Otlp;
using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Hosting;

/// <summary>Keeps each listener to its own: the OTLP ports serve nothing else, and gRPC is served nowhere else.</summary>
internal sealed class ListenerGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var role = context.Features.Get<Listener>()!.Role;
        var metadata = context.GetEndpoint()?.Metadata;
        var format = metadata?.GetMetadata<IRefusalFormat>();
        var served = role switch
        {
            ListenerRole.OtlpGrpc => format is GrpcFormat,
            ListenerRole.OtlpHttp => format is OtlpHttpFormat || metadata?.GetMetadata<OpenOnEveryListener>() is not null,
            _ => format is not GrpcFormat,
        };
        return served ? next(context) : context.RefuseAsync(Refusals.NotFound("address on this port"));
    }
}
