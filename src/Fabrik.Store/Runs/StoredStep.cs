using Fabrik.Core.Runs;

namespace Fabrik.Store.Runs;

/// <param name="Sequence">Order of arrival in the run, from 1, with gaps.</param>
/// <param name="Late">It arrived after an end of the run was seen.</param>
public sealed record StoredStep(long Sequence, bool Late, Step Step);
