using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can serve, its store included.</summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (Delegate)AliveAsync).Described("isAlive", "Health", "Whether the process answers")
            .WithMetadata(new OpenOnEveryListener()).Answers<HealthView>();
        routes.MapGet("/readyz", ReadyAsync).Described("isReady", "Health", "Whether the server can serve")
            .WithMetadata(new OpenOnEveryListener())
            .Answers<HealthView>().Produces(StatusCodes.Status503ServiceUnavailable, typeof(Problem), Problem.ContentType);
    }

    private static Task AliveAsync(HttpContext context) => context.AnswerAsync(StatusCodes.Status200OK, new HealthView { Status = "ok" });

    private static async Task ReadyAsync(HttpContext context, IFabrikStore store, TimeProvider time, ILoggerFactory logs)
    {
        try
        {
            await store.CheckAsync(context.RequestAborted).WaitAsync(Patience, time, context.RequestAborted);
            await context.AnswerAsync(StatusCodes.Status200OK, new HealthView { Status = "ok" });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The reason may name hosts and files: it goes to the log, and callers learn what is wrong in general.
            StoreNotReady(logs.CreateLogger("Fabrik.Server.Health"), failure);
            await context.RefuseAsync(Refusals.StoreUnavailable with { Detail = "The server's log says why." });
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "The store is not ready.")]
    private static partial void StoreNotReady(ILogger logger, Exception failure);
}
