using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Load;

/// <summary>A load test that was run: what a lint needs to know of it.</summary>
/// <param name="Since">When the tool was started.</param>
/// <param name="Until">When it had ended.</param>
public sealed record LoadRun(RunScope Scope, UnixTime Since, UnixTime Until, LoadOutcome Outcome);
