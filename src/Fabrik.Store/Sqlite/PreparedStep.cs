using Fabrik.Core.Runs;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Sqlite;

/// <summary>A step with all that can be computed before the writer is taken.</summary>
/// <param name="Payload">Encoded; null for none.</param>
internal readonly record struct PreparedStep(Step Step, byte[] Digest, byte[]? Payload)
{
    /// <param name="step">In its stored form.</param>
    public static PreparedStep Of(Step step) =>
        new(step, StepDigest.Of(step), step.Payload.IsEmpty ? null : PayloadCodec.Encode(step.Payload.Span));
}
