using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.Problems;
using Fabrik.Server.Telemetry;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Server.Otlp;

/// <summary>What both transports share: decode, map, redact, queue, wait for the commit.</summary>
internal sealed class OtlpPipeline(IngestQueue queue, OtlpDecoder decoder, ServerMetrics metrics)
{
    /// <param name="body">Is given back as soon as it is decoded.</param>
    public async Task<OtlpOutcome> AppendAsync(ProjectScope scope, OtlpSignal signal, OtlpFormat format, BodyBytes body)
    {
        OtlpDecoded? decoded;
        string? error;
        using (body) (decoded, error) = await decoder.DecodeAsync(scope, signal, format, body.Memory);
        if (decoded is null) return OtlpOutcome.Refused(Refusals.Undecodable(error!));

        if (decoded.Rejected > 0) metrics.Rejected(decoded.Rejected);
        if (decoded.Items > 0)
        {
            if (!queue.TryAdd(scope.Tenant, decoded.Batch, decoded.Items, out var done))
            {
                metrics.TurnedAway();
                return OtlpOutcome.Refused(Refusals.QueueFull);
            }

            if (await done is null) return OtlpOutcome.Refused(Refusals.StoreUnavailable);
        }

        return new OtlpOutcome(decoded.Rejected, decoded.Reason);
    }
}
