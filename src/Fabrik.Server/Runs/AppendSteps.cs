using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Server.Telemetry;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Pricing;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Runs;

/// <summary><c>POST /v1/runs/{run_id}/steps</c>: the hot path over REST. Answers after the commit.</summary>
internal static class AppendSteps
{
    public static async Task HandleAsync(
        HttpContext context, IngestBudget budget, IngestQueue queue, TenantRedactors redactors, PriceBook prices, ServerMetrics metrics)
    {
        var scope = RequestScope.Of(context).Scope;
        if (RunRoute.Run(context) is not { } run)
        {
            await context.RefuseAsync(Refusals.Invalid([new FieldError("run_id", RunRoute.IdRule)]));
            return;
        }

        using var lease = budget.Lease(scope.Tenant);
        var (body, refusal) = await RequestBody.ReadJsonAsync(context.Request, lease, BodyLimits.Ingest);
        if (body is null)
        {
            if (refusal == Refusals.QueueFull) metrics.TurnedAway();
            await context.RefuseAsync(refusal!);
            return;
        }

        using (body)
        using (var payloads = new PooledBuffer(body.Memory.Length))
        {
            var errors = StepsBody.Read(body.Span, payloads, out var drafts);
            if (errors.Count > 0)
            {
                metrics.Rejected(drafts.Count);
                await context.RefuseAsync(Refusals.Invalid(errors));
                return;
            }

            var steps = StepPreparation.Prepare(drafts, payloads, prices, await redactors.ForAsync(scope.Tenant));
            var batch = new IngestBatch { Project = scope.Project, Groups = [new RunGroup { Run = run, Facts = FactsOf(steps), Steps = steps }] };
            if (!queue.TryAdd(scope.Tenant, batch, steps.Length, out var done))
            {
                metrics.TurnedAway();
                await context.RefuseAsync(Refusals.QueueFull);
                return;
            }

            // The payloads are lent to the writer until this completes, whatever becomes of the client.
            await AnswerAsync(context, run, steps, await done);
        }
    }

    private static RunFacts FactsOf(Step[] steps) => new()
    {
        Service = Array.Find(steps, s => s.Service is not null)?.Service,
        Agent = Array.Find(steps, s => s.Agent is not null)?.Agent,
        Env = Array.Find(steps, s => s.Env is not null)?.Env,
    };

    private static Task AnswerAsync(HttpContext context, RunId run, Step[] steps, IngestResult? result)
    {
        if (result is null) return context.RefuseAsync(Refusals.StoreUnavailable);
        var (accepted, duplicates) = (0, 0);
        List<StepConflict> conflicts = [];
        for (var i = 0; i < steps.Length; i++)
        {
            switch (result.Steps[0][i])
            {
                case StepOutcome.Stored: accepted++; break;
                case StepOutcome.Duplicate: duplicates++; break;
                default:
                    conflicts.Add(new StepConflict { Index = i, StepId = steps[i].Id.Value, Reason = "a step of this id with another body is stored" });
                    break;
            }
        }

        return conflicts.Count == 0
            ? context.AnswerAsync(StatusCodes.Status200OK, new StepsAppended { RunId = run.Value, Accepted = accepted, Duplicates = duplicates })
            : context.AnswerAsync(StatusCodes.Status409Conflict, Conflict(context, accepted, duplicates, conflicts), Problem.ContentType);
    }

    private static StepsProblem Conflict(HttpContext context, int accepted, int duplicates, List<StepConflict> conflicts) => new()
    {
        Type = ProblemFormat.TypeOf("step-conflict"),
        Title = "Some steps are stored with another body",
        Status = StatusCodes.Status409Conflict,
        Detail = $"{conflicts.Count} of the steps conflict and were left out; the others are stored.",
        RequestId = context.TraceIdentifier,
        Accepted = accepted,
        Duplicates = duplicates,
        Conflicts = conflicts,
    };
}
