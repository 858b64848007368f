namespace Fabrik.Telemetry.Otlp;

/// <summary>What a request held. A rejected item never takes another with it.</summary>
/// <param name="Items">In the order sent.</param>
/// <param name="Rejected">How many items were not taken.</param>
/// <param name="Reason">The first few distinct reasons, joined, each with its count; null when nothing was rejected.</param>
public sealed record OtlpBatch<T>(IReadOnlyList<T> Items, int Rejected, string? Reason);
