using Fabrik.Core.Scope;

namespace Fabrik.Store.Runs;

/// <summary>A trace's steps, end and logs go over to another run. A run that <see cref="RunRecord.VanishesWithout"/> the trace is removed.</summary>
internal readonly record struct TraceMove(TraceId Trace, RunId From, RunId To);
