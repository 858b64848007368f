namespace Fabrik.Store.Postgres.Runs;

/// <summary>One root of one run. The zero trace is for ends that came without one, an empty root for those stored before roots were told apart.</summary>
internal readonly record struct EndKey(long RunNo, Guid Trace, string Root);
