using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Makes the steps of a request ready for the store: priced, redacted, with previews. Pure.</summary>
internal static class StepPreparation
{
    public static Step[] Prepare(List<StepDraft> drafts, PooledBuffer payloads, Redactor redactor)
    {
        var steps = new Step[drafts.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var (step, _, payload) = drafts[i];
            steps[i] = StepPreview.Of(StepRedaction.Apply(step with { Payload = payloads.Written[payload] }, redactor));
        }

        return steps;
    }
}
