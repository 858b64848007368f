using Fabrik.Core.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>A step about to be written, in its stored form, with its place.</summary>
internal sealed record NewStep(RunPlace Place, long Sequence, bool Late, Step Step, byte[] Digest);
