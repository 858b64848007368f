using Fabrik.Core.Scope;

namespace Fabrik.Store.Runs;

/// <summary>Which run a trace's steps go to, of the traces of one project.</summary>
internal readonly record struct TraceBinding(RunId Run, TraceClaim Claim);
