namespace Fabrik.Laos.Checks;

/// <summary>What is known of the runs that a config will judge.</summary>
/// <param name="Requests">How many requests the load will make; null when unknown.</param>
/// <param name="Noise">By metric, e.g. <c>latency_ms.p95</c>: the least relative change that runs of the same code can tell from noise, 0.2 is 20 %.</param>
public sealed record Expectations(long? Requests, IReadOnlyDictionary<string, double> Noise)
{
    public static Expectations None { get; } = new(null, new Dictionary<string, double>());
}
