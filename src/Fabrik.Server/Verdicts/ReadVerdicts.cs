using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs;
using Fabrik.Server.Security;
using Fabrik.Server.Verdicts.Contracts;
using Fabrik.Store;
using Fabrik.Store.Verdicts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Verdicts;

/// <summary>Reads of verdicts: the list, a run's, one with its report.</summary>
internal static class ReadVerdicts
{
    public static Task ListAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        return AnswerListAsync(context, store, reader, VerdictListQuery.Read(reader));
    }

    /// <summary>Empty for a run that was never judged, known or not.</summary>
    public static Task OfRunAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        return RunRoute.Run(context) is { } run
            ? AnswerListAsync(context, store, reader, VerdictListQuery.OfRun(reader, run))
            : context.RefuseAsync(RunRoute.NoSuchRun);
    }

    public static async Task OneAsync(HttpContext context, IFabrikStore store)
    {
        var reader = new QueryReader(context);
        var verdict = reader.Errors.Count == 0 && VerdictId.TryParse(context.GetRouteValue("verdict_id") as string, out var id)
            ? await store.Verdicts.GetAsync(RequestScope.Of(context).Scope, id, context.RequestAborted)
            : null;
        if (reader.Errors.Count > 0) await context.RefuseAsync(Refusals.Invalid(reader.Errors));
        else if (verdict is null) await context.RefuseAsync(Refusals.NotFound("verdict"));
        else await context.AnswerAsync(StatusCodes.Status200OK, VerdictView.Of(verdict));
    }

    private static async Task AnswerListAsync(HttpContext context, IFabrikStore store, QueryReader reader, VerdictQuery query)
    {
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        var page = await store.Verdicts.ListAsync(RequestScope.Of(context).Scope, query, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new VerdictPage
        {
            Verdicts = [.. page.Items.Select(VerdictView.Of)],
            NextCursor = page.Next is { } next ? VerdictCursorText.Write(next) : null,
        });
    }
}
