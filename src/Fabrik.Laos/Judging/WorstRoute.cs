namespace Fabrik.Laos.Judging;

/// <param name="P95">Nearest rank, in milliseconds.</param>
public sealed record WorstRoute(string Name, double P95, long Count);
