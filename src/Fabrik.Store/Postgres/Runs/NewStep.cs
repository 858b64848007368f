using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>A step about to be written, with its place.</summary>
/// <param name="Origin">The trace it came with; null for a step that came by its run's name alone.</param>
internal sealed record NewStep(RunPlace Place, long Sequence, bool Late, TraceId? Origin, PreparedStep Prepared)
{
    public Step Step => Prepared.Step;

    public byte[] Digest => Prepared.Digest;
}
