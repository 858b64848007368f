using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Runs;

/// <summary>What a caller says of a run up front. Declaring the same again changes nothing; declaring otherwise is a conflict.</summary>
/// <param name="StartedAt">
/// Null when the caller does not say: then the run starts when the declaration arrives, or with its steps where those came first.
/// </param>
public sealed record RunDeclaration(RunId Run, RunFacts Facts, UnixTime? StartedAt);
