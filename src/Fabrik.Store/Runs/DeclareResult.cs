using Fabrik.Core.Runs;

namespace Fabrik.Store.Runs;

/// <param name="Run">The run as it stands now.</param>
public sealed record DeclareResult(DeclareOutcome Outcome, Run Run);
