using Fabrik.Core.Runs;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>A step in its stored form with all that can be computed before the tenant is locked.</summary>
/// <param name="Payload">Encoded; null for none.</param>
internal sealed record PreparedStep(Step Step, byte[] Digest, byte[]? Payload)
{
    public static PreparedStep Of(Step step) =>
        new(step, StepDigest.Of(step), step.Payload.IsEmpty ? null : PayloadCodec.Encode(step.Payload.Span));
}
