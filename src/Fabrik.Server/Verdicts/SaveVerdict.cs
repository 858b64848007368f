using Fabrik.Core.Time;
using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Security;
using Fabrik.Server.Streaming;
using Fabrik.Server.Verdicts.Contracts;
using Fabrik.Store;
using Fabrik.Store.Verdicts;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Verdicts;

/// <summary><c>POST /v1/verdicts</c>.</summary>
internal static class SaveVerdict
{
    private static readonly Refusal ReportTooLarge = Refusals.BodyTooLarge($"A report may have at most {StoredVerdict.MaxReportBytes / 1024} KiB.");

    public static async Task HandleAsync(HttpContext context, IFabrikStore store, TenantRedactors redactors, TimeProvider time, ChangeSignal changes)
    {
        var scope = RequestScope.Of(context).Scope;
        var (body, refusal) = await RequestBody.ReadJsonAsync(context.Request, lease: null, BodyLimits.Report);
        if (body is null)
        {
            await context.RefuseAsync(refusal!);
            return;
        }

        IReadOnlyList<FieldError> errors;
        VerdictBody? asked;
        using (body) errors = VerdictBody.Read(body.Span, out asked);
        if (asked is null)
        {
            await context.RefuseAsync(Refusals.Invalid(errors));
            return;
        }

        var verdict = VerdictForm.Of(asked, await redactors.ForAsync(scope.Tenant), UnixTime.Now(time));
        if (verdict.Report.Length > StoredVerdict.MaxReportBytes)
        {
            await context.RefuseAsync(ReportTooLarge);
            return;
        }

        var outcome = await store.Verdicts.SaveAsync(scope, verdict, context.RequestAborted);
        if (outcome == SaveOutcome.Saved) changes.Publish(scope.Tenant);
        await (outcome switch
        {
            SaveOutcome.Saved => context.AnswerAsync(StatusCodes.Status201Created, VerdictView.Of(verdict with { Report = default })),
            SaveOutcome.Same => AnswerStoredAsync(context, store, verdict),
            _ => context.RefuseAsync(new Refusal(
                StatusCodes.Status409Conflict, "verdict-conflict", "This verdict was saved otherwise",
                $"Verdict '{verdict.Id}' has another report; nothing was changed. Leave the id out: it follows from the report.")),
        });
    }

    // The one that is kept has its own time.
    private static async Task AnswerStoredAsync(HttpContext context, IFabrikStore store, StoredVerdict verdict)
    {
        var stored = await store.Verdicts.GetAsync(RequestScope.Of(context).Scope, verdict.Id, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, VerdictView.Of((stored ?? verdict) with { Report = default }));
    }
}
