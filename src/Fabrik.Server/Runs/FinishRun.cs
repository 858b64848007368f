using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Server.Streaming;
using Fabrik.Server.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Runs;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Runs;

/// <summary><c>POST /v1/runs/{run_id}:finish</c>.</summary>
internal static class FinishRun
{
    public static async Task HandleAsync(HttpContext context, IFabrikStore store, TenantRedactors redactors, TimeProvider time, ChangeSignal changes)
    {
        var scope = RequestScope.Of(context).Scope;
        if (RunRoute.Run(context) is not { } run)
        {
            await context.RefuseAsync(RunRoute.NoSuchRun);
            return;
        }

        var (body, refusal) = await RequestBody.ReadJsonAsync(context.Request, lease: null, BodyLimits.Small);
        if (body is null)
        {
            await context.RefuseAsync(refusal!);
            return;
        }

        IReadOnlyList<FieldError> errors;
        RunEndBody asked;
        using (body) errors = RunEndBody.Read(body.Span, out asked);
        if (errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(errors));
            return;
        }

        if (asked.Error is { } error) asked = asked with { Error = EvidenceRedaction.Apply(error, await redactors.ForAsync(scope.Tenant)) };
        var end = new RunEnd(asked.Status, asked.EndedAt ?? UnixTime.Now(time), Declared: true, asked.Error);
        var result = await store.Runs.FinishAsync(scope, run, end, context.RequestAborted);
        if (result?.Outcome == FinishOutcome.Finished) changes.Publish(scope.Tenant);
        await (result switch
        {
            null => context.RefuseAsync(RunRoute.NoSuchRun),
            { Outcome: FinishOutcome.Conflict } when !SaysTheSame(asked, result.Run) => context.RefuseAsync(new Refusal(
                StatusCodes.Status409Conflict, "run-conflict", "This run was finished otherwise",
                $"Run '{run}' has another end; nothing was changed.")),
            _ => context.AnswerAsync(StatusCodes.Status200OK, await store.Verdicts.ShowAsync(scope, result.Run, context.RequestAborted)),
        });
    }

    /// <summary>Sent again without an end time, it means the one it was given the first time.</summary>
    private static bool SaysTheSame(RunEndBody asked, Run run) =>
        asked.EndedAt is null && asked.Status == run.Status && asked.Error == run.Error;
}
