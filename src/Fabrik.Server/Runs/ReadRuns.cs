using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Server.Verdicts;
using Fabrik.Store;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Runs;

/// <summary>Reads of runs: the list, one run, the facets.</summary>
internal static class ReadRuns
{
    public static async Task ListAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        var query = RunListQuery.Read(reader);
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        var scope = RequestScope.Of(context).Scope;
        var page = await store.Runs.ListAsync(scope, query, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new RunPage
        {
            Runs = await store.Verdicts.ShowAsync(scope, page.Items, context.RequestAborted),
            NextCursor = page.Next is { } next ? RunCursorText.Write(next) : null,
        });
    }

    public static async Task OneAsync(HttpContext context, IFabrikStore store)
    {
        var (scope, reader) = (RequestScope.Of(context).Scope, new QueryReader(context));
        var run = reader.Errors.Count == 0 && RunRoute.Run(context) is { } id
            ? await store.Runs.GetAsync(scope, id, context.RequestAborted)
            : null;
        if (reader.Errors.Count > 0) await context.RefuseAsync(Refusals.Invalid(reader.Errors));
        else if (run is null) await context.RefuseAsync(RunRoute.NoSuchRun);
        else await context.AnswerAsync(StatusCodes.Status200OK, await store.Verdicts.ShowAsync(scope, run, context.RequestAborted));
    }

    public static async Task FacetsAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        var facets = await store.Runs.FacetsAsync(RequestScope.Of(context).Scope, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, FacetsView.Of(facets));
    }
}
