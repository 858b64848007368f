namespace Fabrik.Bench.Load;

/// <summary>A way to ask for runs, and the queries that ask so with different values.</summary>
internal sealed record RunFilter(string Name, IReadOnlyList<string> Queries);
