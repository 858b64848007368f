using System.Globalization;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs;
using Fabrik.Server.Security;
using Fabrik.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Streaming;

internal static class StreamEndpoints
{
    private const string Tag = "Live";

    private static readonly QueryParameter[] RunsParameters = [new("after", "The revision seen last; Last-Event-ID counts first.") { Max = long.MaxValue }];

    private static readonly QueryParameter[] RunParameters =
    [
        new("after", "The sequence number seen last; Last-Event-ID counts first. 0 where both are absent.") { Max = long.MaxValue },
        new("spans", "Whether infrastructure spans are included.") { IsFlag = true },
    ];

    public static void MapStreams(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/v1/stream").WithMetadata(Access.KeyOrSession);
        routes.MapGet("/runs", RunsAsync).Described("streamRuns", Tag, "Sends each run as it changes: event run, id is its revision")
            .TakesQuery(RunsParameters).Answers<string>(StatusCodes.Status200OK, LiveStream.ContentType).Refuses(StatusCodes.Status429TooManyRequests);
        routes.MapGet("/runs/{run_id}", RunAsync)
            .Described("streamRun", Tag, "Sends a run's steps as they arrive, and the run: events step (id is its sequence) and run")
            .TakesQuery(RunParameters).Answers<string>(StatusCodes.Status200OK, LiveStream.ContentType).Refuses(StatusCodes.Status429TooManyRequests);
    }

    private static async Task RunsAsync(HttpContext context, IFabrikStore store, LiveStream stream)
    {
        var reader = new QueryReader(context);
        var after = After(context, reader);
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        // A position beyond the head is of another store: without this its reader would wait for ever.
        var scope = RequestScope.Of(context).Scope;
        var head = await store.Runs.HeadRevisionAsync(scope, context.RequestAborted);
        await stream.RunAsync(context, new RunChanges(store, scope, Math.Min(after ?? head, head)));
    }

    private static async Task RunAsync(HttpContext context, IFabrikStore store, LiveStream stream)
    {
        var reader = new QueryReader(context);
        var (after, spans) = (After(context, reader), reader.Flag("spans"));
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        var scope = RequestScope.Of(context).Scope;
        if (RunRoute.Run(context) is { } run && await store.Runs.GetAsync(scope, run, context.RequestAborted) is not null)
            await stream.RunAsync(context, new StepArrivals(store, scope, run, after ?? 0, spans));
        else
            await context.RefuseAsync(RunRoute.NoSuchRun);
    }

    private static long? After(HttpContext context, QueryReader reader)
    {
        var header = context.Request.Headers["Last-Event-ID"].ToString();
        var after = reader.Number("after");
        if (header.Length == 0) return after;
        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)) return seen;
        reader.Errors.Add(new FieldError("header.Last-Event-ID", "expected the id of an event of this stream"));
        return null;
    }
}
