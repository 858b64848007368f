using System.Security.Cryptography;
using Fabrik.Core.Redaction;
using Fabrik.Core.Scope;
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

/// <summary><c>POST /v1/runs</c>.</summary>
internal static class DeclareRun
{
    public static async Task HandleAsync(HttpContext context, IFabrikStore store, TenantRedactors redactors, TimeProvider time, ChangeSignal changes)
    {
        var (scope, cancellation) = (RequestScope.Of(context).Scope, context.RequestAborted);
        var (body, refusal) = await RequestBody.ReadJsonAsync(context.Request, lease: null, BodyLimits.Small);
        if (body is null)
        {
            await context.RefuseAsync(refusal!);
            return;
        }

        IReadOnlyList<FieldError> errors;
        RunDeclarationBody asked;
        using (body) errors = RunDeclarationBody.Read(body.Span, out asked);
        if (errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(errors));
            return;
        }

        var run = asked.Run ?? NewId(asked, time);

        var facts = StepRedaction.Apply(asked.Facts, await redactors.ForAsync(scope.Tenant));
        var result = await store.Runs.DeclareAsync(scope, new RunDeclaration(run, facts, asked.StartedAt), cancellation);
        if (result.Outcome == DeclareOutcome.Created) changes.Publish(scope.Tenant);
        var shown = await store.Verdicts.ShowAsync(scope, result.Run, cancellation);
        await (result.Outcome switch
        {
            DeclareOutcome.Created => context.AnswerAsync(StatusCodes.Status201Created, shown),
            DeclareOutcome.Same => context.AnswerAsync(StatusCodes.Status200OK, shown),
            _ => context.RefuseAsync(new Refusal(
                StatusCodes.Status409Conflict, "run-conflict", "This run was declared otherwise",
                $"Run '{run}' has another declaration; nothing was changed. Use a new run id, or declare exactly the same.")),
        });
    }

    private static RunId NewId(RunDeclarationBody asked, TimeProvider time) =>
        RunId.Create(asked.Facts.Agent ?? asked.Facts.Service ?? asked.Facts.Name ?? "run", time.GetUtcNow(), RandomNumberGenerator.GetBytes(4));
}
