using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Server.Http;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Server.Runs;

/// <summary>Makes the steps of a request ready for the store: priced, redacted, with previews. Pure.</summary>
internal static class StepPreparation
{
    public static Step[] Prepare(List<StepDraft> drafts, PooledBuffer payloads, PriceBook prices, Redactor redactor)
    {
        var steps = new Step[drafts.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var (step, reported, payload) = drafts[i];
            var whole = step with { Payload = payloads.Written[payload], Cost = CostOf(step, reported, prices) };
            steps[i] = StepPreview.Of(StepRedaction.Apply(whole, redactor));
        }

        return steps;
    }

    private static StepCost? CostOf(Step step, Usd? reported, PriceBook prices) => step.Kind is StepKind.Model or StepKind.Embedding
        ? prices.Cost(step.Provider, step.Model, step.Usage, step.StartedAt, reported)
        : reported is null ? null : new StepCost(null, "only model calls are priced", null, reported);
}
