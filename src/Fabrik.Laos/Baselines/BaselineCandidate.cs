using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Baselines;

/// <summary>A run that was judged before.</summary>
/// <param name="Fingerprint">Null where no load tool of ours made it.</param>
public sealed record BaselineCandidate(RunId Run, string? Fingerprint, VerdictStatus Verdict, UnixTime StartedAt);
